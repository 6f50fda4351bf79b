package io.versioning.jpa;

import io.versioning.testkit.Subject;
import io.versioning.testkit.fixture.DatabaseKind;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.cfg.Configuration;

/** {@link Seat} in a session factory of Hibernate's own. */
final class SeatMapping implements EntityMapping<Place, Seat> {

    @Override
    public Class<Seat> type() {
        return Seat.class;
    }

    @Override
    public EntityManagerFactory unit(DataSource dataSource) {
        Configuration configuration = new Configuration().addAnnotatedClass(Seat.class);
        configuration.getProperties().put("hibernate.connection.datasource", dataSource);
        return configuration.buildSessionFactory();
    }

    @Override
    public List<String> schema(DatabaseKind kind) {
        return List.of("""
                create table seat (
                  flight varchar(10) not null,
                  seat_no integer not null,
                  owner varchar(60) not null,
                  balance integer not null check (balance >= 0),
                  note varchar(60),
                  revision integer not null,
                  primary key (seat_no, flight)
                )""");
    }

    @Override
    public Subject.Storage storage() {
        return new Subject.Storage("seat", List.of("flight", "seat_no"), "revision", Integer.MAX_VALUE);
    }

    @Override
    public Place id(int number) {
        return new Place("LH" + number / 10, number % 10);
    }

    @Override
    public List<Object> key(Place id) {
        return List.of(id.getFlight(), id.getNumber());
    }

    @Override
    public Seat create(Place id, AccountState state) {
        return new Seat(id, state);
    }

    @Override
    public void change(Seat entity, AccountState state) {
        entity.change(state);
    }

    @Override
    public AccountState state(Seat entity) {
        return entity.state();
    }

    @Override
    public void setVersion(Seat entity, long version) {
        entity.setRevision((int) version);
    }
}
