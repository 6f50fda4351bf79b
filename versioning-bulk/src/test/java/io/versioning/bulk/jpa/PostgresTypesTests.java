package io.versioning.bulk.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.junit.jupiter.api.Test;

/** Types that PostgreSQL has. */
@RunsOn(DatabaseKind.POSTGRES)
class PostgresTypesTests extends OnEntities {

    PostgresTypesTests() {
        super(DatabaseKind.POSTGRES);
    }

    enum Mood {
        SAD,
        HAPPY
    }

    @Entity(name = "Thing")
    static class Thing {
        @Id
        Long id;

        @Version
        Long version;

        @Enumerated
        @JdbcTypeCode(SqlTypes.NAMED_ENUM)
        Mood mood;

        String[] tags;

        int[] numbers;

        @JdbcTypeCode(SqlTypes.JSON)
        List<String> document;

        @ColumnTransformer(write = "upper(?)")
        String loud;
    }

    /** JSON as far as this test needs it. */
    public static final class Texts implements FormatMapper {

        @Override
        public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
            String inside = text.toString().replace("\"", "").replace("[", "").replace("]", "");
            return type.wrap(List.of(inside.split(", *", -1)), options);
        }

        @Override
        public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
            return ((List<?>) value)
                    .stream().map(text -> "\"" + text + "\"").toList().toString();
        }
    }

    @Override
    Map<String, Object> settings() {
        return Map.of("hibernate.type.json_format_mapper", new Texts());
    }

    @Override
    List<Class<?>> entities() {
        return List.of(Thing.class);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create type mood as enum ('SAD', 'HAPPY')",
                "create table thing (id bigint primary key, version bigint not null, mood mood, tags varchar(20)[],"
                        + " numbers integer[], document jsonb, loud varchar(10))",
                "insert into thing (id, version) values (1, 1), (2, 1), (3, 1)");
    }

    private static void fill(Thing thing) {
        thing.mood = Mood.HAPPY;
        thing.tags = new String[] {"a \"b\"", "c,{}"};
        thing.numbers = new int[] {1, 2};
        thing.document = List.of("x", "y");
    }

    private String row(long id) {
        return text("select mood || '|' || tags::text || '|' || numbers::text || '|' || document::text"
                + " from thing where id = " + id);
    }

    @Test
    void areWrittenAsHibernateWritesThem() {
        use(em -> fill(em.find(Thing.class, 1L)));
        BulkEntities<Thing> things = bulk(Thing.class);
        Thing values = new Thing();
        fill(values);
        probe.clear();
        assertThat(things.apply(
                                List.of(2L, 3L),
                                id -> things.update(id)
                                        .expecting(1)
                                        .set("mood", values.mood)
                                        .set("tags", values.tags)
                                        .set("numbers", values.numbers)
                                        .set("document", values.document))
                        .succeeded())
                .hasSize(2);
        assertThat(probe.count(sql -> sql.contains("unnest"))).isPositive();
        assertThat(row(2)).isEqualTo(row(1)).isNotNull();
        assertThat(row(3)).isEqualTo(row(1));
        assertThat(things.apply(List.of(things.update(2)
                                .expecting(2)
                                .set("document", null)
                                .set("tags", null)))
                        .succeeded())
                .hasSize(1);
    }

    @Test
    void expressionsOfTheMappingAreKept() {
        BulkEntities<Thing> things = bulk(Thing.class);
        assertThat(things.apply(List.of(
                                things.update(2).expecting(1).set("loud", "words"),
                                things.touch(3).expecting(1)))
                        .succeeded())
                .hasSize(2);
        assertThat(text("select loud from thing where id = 2")).isEqualTo("WORDS");
    }
}
