package io.versioning.benchmarks.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jooq.SQLDialect;

/** H2 in memory, in the process that measures. */
final class H2Database implements Database {

    private final JdbcDataSource source = new JdbcDataSource();

    H2Database() {
        source.setURL("jdbc:h2:mem:bulk-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
    }

    @Override
    public String code() {
        return "h2";
    }

    @Override
    public String title() {
        return "H2 " + org.h2.engine.Constants.VERSION + " in memory";
    }

    @Override
    public DataSource source() {
        return source;
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.H2;
    }

    @Override
    public String selectByIds() {
        return "select " + State.COLUMNS + " from table(id bigint = ?) u join resource_assignment t on t.id = u.id";
    }

    @Override
    public String series() {
        return "system_range(1, ?)";
    }

    @Override
    public String plusDays(String day, int more) {
        return "dateadd(day, mod(x, 365) + " + more + ", date '" + day + "')";
    }

    @Override
    public void tidy() {
        // nothing is left behind that would have to be cleaned
    }

    @Override
    public ServerCpu cpu() {
        return ServerCpu.IN_THE_CLIENT;
    }

    @Override
    public String settings() {
        return "in memory, in the process of the client";
    }

    @Override
    public void close() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute("shutdown");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
