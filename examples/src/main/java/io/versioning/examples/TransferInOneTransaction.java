package io.versioning.examples;

import io.versioning.Versioned;
import io.versioning.WriteRefusedException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.transaction.LocalTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Two guarded writes that are written together, or not at all; then the objects have their old versions back. */
public final class TransferInOneTransaction {

    private final LocalTransactions transactions;
    private final GuardedTable rows;

    // tag::set-up[]
    public TransferInOneTransaction(DataSource dataSource) {
        transactions = LocalTransactions.over(dataSource);
        rows = JdbcVersioning.over(transactions).table("account", "id");
    }
    // end::set-up[]

    // tag::transfer[]
    public void transfer(Account from, Account to, int amount) {
        transactions.call(connection -> {
            book(to, amount);
            return book(from, -amount);
        });
    }

    private long book(Account account, int amount) {
        return rows.update(account.id())
                .expecting(account)
                .setSql("balance", "balance + ?", amount)
                .advancing(account::advanceTo)
                .apply();
    }
    // end::transfer[]

    public Account read(String id) {
        Row row = rows.read(id).orElseThrow();
        return new Account(id, row.version());
    }

    int balance(String id) {
        return rows.read(id).orElseThrow().get("balance", Integer.class);
    }

    /** An object that lives longer than one write, and so must know its version. */
    public static final class Account implements Versioned {

        private final String id;
        private long version;

        Account(String id, long version) {
            this.id = id;
            this.version = version;
        }

        String id() {
            return id;
        }

        @Override
        public long version() {
            return version;
        }

        void advanceTo(long newVersion) {
            version = newVersion;
        }
    }

    public static void main(String[] args) throws SQLException {
        JdbcConnectionPool dataSource = JdbcConnectionPool.create("jdbc:h2:mem:transfer", "sa", "");
        try {
            createTable(dataSource);
            TransferInOneTransaction bank = new TransferInOneTransaction(dataSource);
            Account savings = bank.read("savings");
            Account rent = bank.read("rent");

            bank.transfer(savings, rent, 70);
            bank.print("70 were transferred", savings, rent);
            try {
                bank.transfer(savings, rent, 70);
            } catch (WriteRefusedException e) {
                System.out.println(e.getMessage());
            }
            bank.print("nothing was transferred", savings, rent);
        } finally {
            dataSource.dispose();
        }
    }

    static void createTable(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table account (
                        id      varchar(20) primary key,
                        balance integer     not null constraint not_overdrawn check (balance >= 0),
                        version integer     not null default 1
                    )
                    """);
            statement.execute("insert into account (id, balance) values ('savings', 100), ('rent', 0)");
        }
    }

    private void print(String what, Account... accounts) {
        System.out.println(what);
        for (Account account : accounts) {
            System.out.printf(
                    "  %-8s balance %3d, version %d%n", account.id(), balance(account.id()), account.version());
        }
    }
}
