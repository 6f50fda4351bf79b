package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome.Applied;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole numbers of several classes are ids of one column. */
@RunsOn(DatabaseKind.H2)
class TinyIdsOnH2Test extends OnDatabase {

    TinyIdsOnH2Test() {
        super(DatabaseKind.H2);
    }

    @Test
    void idsOfSeveralClassesOfWholeNumbersAreTheSame() {
        database.execute(
                "create table tiny (id tinyint primary key, word varchar(9), version int default 1 not null)",
                "insert into tiny select x, 'a', 1 from system_range(1, 9)");
        BulkTable tiny =
                BulkVersioning.over(database.dataSource()).withoutListeners().table("tiny", "id");
        assertThat(positions(
                        tiny.apply(List.of(
                                        tiny.update(2).expecting(1).set("word", "b"),
                                        tiny.update(1L).expecting(1).set("word", "b"),
                                        tiny.update((byte) 2).expecting(2).set("word", "c")))
                                .outcomes(),
                        Applied.class))
                .hasSize(3);
        assertThat(text("select word from tiny where id = 2")).isEqualTo("c");
    }
}
