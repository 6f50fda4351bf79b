package io.versioning.jooq;

import static io.versioning.jooq.generated.Tables.ACCOUNT;
import static io.versioning.jooq.generated.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.VersionOverflowException;
import io.versioning.VersionRequiredException;
import io.versioning.WriteRefusedException;
import io.versioning.jooq.generated.tables.records.AccountRecord;
import io.versioning.jooq.generated.tables.records.TicketRecord;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import org.jooq.conf.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of the application's are written at the version that they were loaded with, and never tell another one. */
class RecordsTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Cases extends OnDatabase {

        private AccountRecord loaded;

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void load() {
            AccountRecord unused = insertAccount(1);
            loaded = account(1);
        }

        private static class Undo extends RuntimeException {
            private static final long serialVersionUID = 1;
        }

        @Test
        void storeInsertsWhatIsNewAndUpdatesWhatIsThere() {
            AccountRecord account = dsl.newRecord(ACCOUNT);
            account.setId(2L);
            account.setOwner("Bob");
            account.setBalance(1);
            assertThat(versioning.store(account)).isEqualTo(1);
            account.setBalance(2);
            assertThat(versioning.store(account)).isEqualTo(2);
            assertThat(account.getVersion()).isEqualTo(2);
            assertThat(account.changed()).isFalse();
            assertThat(account(2)).isEqualTo(account);
        }

        @Test
        void loadedVersionCountsAndNotOneThatWasSet() {
            loaded.setVersion(7);
            loaded.setOwner("Bob");
            assertThat(versioning.store(loaded)).isEqualTo(2);
            assertThat(loaded.getVersion()).isEqualTo(2);
            assertThat(account(1)).isEqualTo(loaded);
        }

        @Test
        void versionThatWasSetDoesNotMakeAStaleRecordCurrent() {
            advance(1);
            loaded.setVersion(2);
            loaded.setOwner("Bob");
            assertThatThrownBy(() -> versioning.store(loaded))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("account 1: expected version 1, found 2");
            assertThatThrownBy(() -> versioning.delete(loaded)).isInstanceOf(ConflictException.class);
            assertThat(account(1).getOwner()).isEqualTo("Ada");
        }

        @Test
        void versionThatWasSetIsIgnoredByAnInsert() {
            AccountRecord account = dsl.newRecord(ACCOUNT);
            account.setId(2L);
            account.setOwner("Bob");
            account.setBalance(1);
            account.setVersion(41);
            assertThat(versioning.insert(account)).isEqualTo(1);
            assertThat(account.getVersion()).isEqualTo(1);
            assertThat(account(2).getVersion()).isEqualTo(1);
        }

        @Test
        void insertedRecordTakesOverWhatTheDatabaseMadeOfIt() {
            TicketRecord ticket = dsl.newRecord(TICKET);
            ticket.setText("window");
            versioning.store(ticket);
            assertThat(ticket.getId()).isNotNull();
            assertThat(ticket.getVersion()).isEqualTo(1L);
            assertThat(ticket.changed()).isFalse();
            ticket.setText("aisle");
            assertThat(versioning.store(ticket)).isEqualTo(2);
            assertThat(dsl.fetchSingle(TICKET).getText()).isEqualTo("aisle");
        }

        @Test
        void recordWithoutAnyChangeAdvancesByOne() {
            assertThat(versioning.store(loaded)).isEqualTo(2);
            assertThat(versioning.update(loaded)).isEqualTo(3);
            assertThat(account(1)).isEqualTo(loaded);
        }

        @Test
        void onlyWhatWasChangedIsWritten() {
            dsl.update(ACCOUNT).set(ACCOUNT.NOTE, "theirs").execute();
            loaded.setOwner("Bob");
            versioning.store(loaded);
            assertThat(account(1).getNote()).isEqualTo("theirs");
        }

        @Test
        void recordIsAsItWasAfterAConflict() {
            advance(1);
            loaded.setOwner("Bob");
            loaded.setVersion(9);
            List<List<Object>> before = image(loaded);
            assertThatThrownBy(() -> versioning.store(loaded)).isInstanceOf(ConflictException.class);
            assertThat(image(loaded)).isEqualTo(before);
            assertThatThrownBy(() -> versioning.transaction(joined -> joined.store(loaded)))
                    .isInstanceOf(ConflictException.class);
            assertThat(image(loaded)).isEqualTo(before);
        }

        @Test
        void recordIsAsItWasAfterARefusedWrite() {
            loaded.setBalance(-1);
            List<List<Object>> before = image(loaded);
            assertThatThrownBy(() -> versioning.store(loaded)).isInstanceOf(WriteRefusedException.class);
            assertThat(image(loaded)).isEqualTo(before);
            AccountRecord taken = dsl.newRecord(ACCOUNT);
            taken.setId(1L);
            taken.setOwner("Bob");
            taken.setBalance(1);
            List<List<Object>> fresh = image(taken);
            assertThatThrownBy(() -> versioning.store(taken)).isInstanceOf(WriteRefusedException.class);
            assertThat(image(taken)).isEqualTo(fresh);
        }

        @Test
        void recordIsAsItWasAfterARollback() {
            loaded.setOwner("Bob");
            List<List<Object>> before = image(loaded);
            assertThatThrownBy(() -> versioning.transaction(joined -> {
                        joined.store(loaded);
                        assertThat(loaded.getVersion()).isEqualTo(2);
                        joined.store(loaded);
                        assertThat(loaded.getVersion()).isEqualTo(3);
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(image(loaded)).isEqualTo(before);
        }

        @Test
        void recordIsAsItWasAfterARollbackOfATransactionOfJooqs() {
            loaded.setOwner("Bob");
            List<List<Object>> before = image(loaded);
            assertThatThrownBy(() -> versioning.dsl().transaction(transaction -> {
                        versioning.within(transaction).store(loaded);
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(image(loaded)).isEqualTo(before);
            assertThat(account(1).getVersion()).isEqualTo(1);
        }

        @Test
        void recordIsAsItWasAfterARollbackOfAnInnerTransaction() {
            loaded.setOwner("Bob");
            List<List<Object>> before = image(loaded);
            versioning.transaction(outer -> {
                assertThatThrownBy(() -> outer.transaction(inner -> {
                            inner.store(loaded);
                            throw new Undo();
                        }))
                        .isInstanceOf(Undo.class);
                assertThat(image(loaded)).isEqualTo(before);
                assertThat(outer.store(loaded)).isEqualTo(2);
            });
            assertThat(account(1)).isEqualTo(loaded);
        }

        @Test
        void recordIsAsItWasAfterARollbackAroundAnInnerTransaction() {
            loaded.setOwner("Bob");
            List<List<Object>> before = image(loaded);
            assertThatThrownBy(() -> versioning.transaction(outer -> {
                        outer.transaction(inner -> inner.store(loaded));
                        loaded.setOwner("Bobby");
                        outer.transaction(inner -> inner.store(loaded));
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(image(loaded)).isEqualTo(before);
        }

        @Test
        void newRecordIsNewAgainAfterARollback() {
            TicketRecord ticket = dsl.newRecord(TICKET);
            ticket.setText("window");
            ticket.setVersion(9L);
            List<List<Object>> before = image(ticket);
            assertThatThrownBy(() -> versioning.transaction(joined -> {
                        joined.store(ticket);
                        joined.store(ticket);
                        assertThat(ticket.getVersion()).isEqualTo(2L);
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(image(ticket)).isEqualTo(before);
            assertThat(versioning.store(ticket)).isEqualTo(1);
            assertThat(dsl.fetchCount(TICKET)).isEqualTo(1);
        }

        @Test
        void savingAgainAfterARollbackIsAConflictIfAnotherWriterTookThatVersion() {
            loaded.setOwner("Bob");
            assertThatThrownBy(() -> versioning.transaction(joined -> {
                        joined.store(loaded);
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            advance(1);
            assertThatThrownBy(() -> versioning.store(loaded))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("account 1: expected version 1, found 2");
            assertThat(account(1).getOwner()).isEqualTo("Ada");
        }

        @Test
        void bareFrameworkOverwritesAnotherWriterAfterARollback() {
            AccountRecord bare = locking().fetchSingle(ACCOUNT);
            bare.setOwner("Bob");
            assertThatThrownBy(() -> locking().transaction(transaction -> {
                        bare.attach(transaction);
                        bare.store();
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(bare.getVersion()).isEqualTo(2);
            advance(1);
            bare.attach(locking().configuration());
            bare.setOwner("Bobby");
            assertThat(bare.store()).isEqualTo(1);
            assertThat(account(1).getOwner()).isEqualTo("Bobby");
            assertThat(account(1).getVersion()).isEqualTo(3);
        }

        private org.jooq.DSLContext locking() {
            return configuration(new Settings().withExecuteWithOptimisticLocking(true))
                    .dsl();
        }

        @Test
        void deletedAndStaleAreToldApart() {
            AccountRecord gone = account(1);
            gone.setOwner("Bob");
            advance(1);
            assertThatThrownBy(() -> versioning.store(gone)).isInstanceOfSatisfying(ConflictException.class, thrown -> {
                assertThat(thrown.conflict().kind()).isEqualTo(Conflict.Kind.STALE);
                assertThat(thrown.conflict().actual()).hasValue(2);
            });
            dsl.deleteFrom(ACCOUNT).execute();
            assertThatThrownBy(() -> versioning.store(gone)).isInstanceOfSatisfying(ConflictException.class, thrown -> {
                assertThat(thrown.conflict().kind()).isEqualTo(Conflict.Kind.MISSING);
                assertThat(thrown.conflict().actual()).isEmpty();
            });
            assertThatThrownBy(() -> versioning.delete(gone))
                    .isInstanceOfSatisfying(
                            ConflictException.class,
                            thrown -> assertThat(thrown.conflict().kind()).isEqualTo(Conflict.Kind.MISSING));
            assertThat(dsl.fetchCount(ACCOUNT)).isZero();
        }

        @Test
        void bareFrameworkDoesNotTellDeletedAndStaleApart() {
            AccountRecord bare = locking().fetchSingle(ACCOUNT);
            bare.setOwner("Bob");
            advance(1);
            Exception stale = org.assertj.core.api.Assertions.catchException(bare::store);
            dsl.deleteFrom(ACCOUNT).execute();
            Exception deleted = org.assertj.core.api.Assertions.catchException(bare::store);
            assertThat(stale).isInstanceOf(org.jooq.exception.DataChangedException.class);
            assertThat(deleted).hasSameClassAs(stale).hasMessage(stale.getMessage());
        }

        @Test
        void bareFrameworkStoresAPresetVersionOneAsTwo() {
            AccountRecord bare = locking().newRecord(ACCOUNT);
            bare.setId(2L);
            bare.setOwner("Bob");
            bare.setBalance(1);
            bare.setVersion(1);
            bare.store();
            assertThat(account(2).getVersion()).isEqualTo(2);
        }

        @Test
        void bareFrameworkMarksAStaleRecordOfABatchAsWritten() {
            AccountRecord bare = locking().fetchSingle(ACCOUNT);
            bare.setOwner("Bob");
            advance(1);
            assertThat(locking().batchStore(bare).execute()).containsExactly(0);
            assertThat(bare.changed()).isFalse();
            assertThat(account(1).getOwner()).isEqualTo("Ada");
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void itDoesNotMatterWhetherTheFrameworkLocksToo(boolean locks) {
            JooqVersioning library = JooqVersioning.over(
                            configuration(new Settings().withExecuteWithOptimisticLocking(locks)))
                    .withoutListeners();
            AccountRecord account = library.dsl().fetchSingle(ACCOUNT);
            account.setOwner("Bob");
            assertThat(library.store(account)).isEqualTo(2);
            advance(1);
            assertThatThrownBy(() -> library.store(account)).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> library.delete(account)).isInstanceOf(ConflictException.class);
            account.refresh();
            library.delete(account);
            AccountRecord other = library.dsl().newRecord(ACCOUNT);
            other.from(account);
            assertThat(library.insert(other)).isEqualTo(1);
            assertThat(account(1).getVersion()).isEqualTo(1);
        }

        @Test
        void deletedRecordIsLeftAsItIsAndNeverStoredAgain() {
            loaded.setOwner("Bob");
            List<List<Object>> before = image(loaded);
            versioning.delete(loaded);
            assertThat(image(loaded)).isEqualTo(before);
            assertThatThrownBy(() -> versioning.store(loaded))
                    .isInstanceOfSatisfying(
                            ConflictException.class,
                            thrown -> assertThat(thrown.conflict().kind()).isEqualTo(Conflict.Kind.MISSING));
            assertThat(dsl.fetchCount(ACCOUNT)).isZero();
        }

        @Test
        void changedKeyIsRefused() {
            loaded.setId(2L);
            assertThatThrownBy(() -> versioning.store(loaded))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("id is part of the key");
            assertThat(dsl.fetchCount(ACCOUNT)).isEqualTo(1);
            assertThat(account(1).getVersion()).isEqualTo(1);
        }

        @Test
        void keyThatIsMarkedAsChangedAndIsNotIsAccepted() {
            loaded.setOwner("Bob");
            loaded.changed(true);
            assertThat(versioning.store(loaded)).isEqualTo(2);
            assertThat(account(1)).isEqualTo(loaded);
        }

        @Test
        void recordThatWasNeverStoredIsNotUpdated() {
            AccountRecord account = dsl.newRecord(ACCOUNT);
            account.setId(1L);
            account.setVersion(1);
            assertThatThrownBy(() -> versioning.update(account))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("neither loaded nor stored");
            assertThatThrownBy(() -> versioning.delete(account))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("neither loaded nor stored");
            assertThat(account(1)).isEqualTo(loaded);
        }

        @Test
        void recordThatWasLoadedWithoutItsVersionIsRefused() {
            AccountRecord account =
                    dsl.select(ACCOUNT.ID, ACCOUNT.OWNER).from(ACCOUNT).fetchSingleInto(ACCOUNT);
            account.setOwner("Bob");
            account.setVersion(1);
            assertThatThrownBy(() -> versioning.store(account))
                    .isInstanceOf(VersionRequiredException.class)
                    .hasMessageStartingWith("account 1: no expected version");
            assertThatThrownBy(() -> versioning.delete(account)).isInstanceOf(VersionRequiredException.class);
            assertThat(account(1)).isEqualTo(loaded);
        }

        @Test
        void recordThatWasLoadedInPartIsWrittenInPart() {
            AccountRecord account = dsl.select(ACCOUNT.ID, ACCOUNT.OWNER, ACCOUNT.VERSION)
                    .from(ACCOUNT)
                    .fetchSingleInto(ACCOUNT);
            account.setOwner("Bob");
            assertThat(versioning.store(account)).isEqualTo(2);
            assertThat(account(1).getOwner()).isEqualTo("Bob");
            assertThat(account(1).getBalance()).isEqualTo(5);
        }

        @Test
        void negativeVersionIsRefused() {
            dsl.update(ACCOUNT).set(ACCOUNT.VERSION, -3).execute();
            AccountRecord account = account(1);
            assertThatThrownBy(() -> versioning.store(account)).isInstanceOf(VersionRequiredException.class);
            assertThatThrownBy(() -> versioning.delete(account)).isInstanceOf(VersionRequiredException.class);
            assertThat(account(1).getVersion()).isEqualTo(-3);
        }

        @Test
        void lastVersionIsNotLeft() {
            dsl.update(ACCOUNT).set(ACCOUNT.VERSION, Integer.MAX_VALUE).execute();
            AccountRecord account = account(1);
            account.setOwner("Bob");
            List<List<Object>> before = image(account);
            assertThatThrownBy(() -> versioning.store(account)).isInstanceOf(VersionOverflowException.class);
            assertThat(image(account)).isEqualTo(before);
            assertThat(account(1).getOwner()).isEqualTo("Ada");
        }

        @Test
        void conflictCarriesTheCurrentRecordDetached() {
            advance(1);
            AccountRecord current = account(1);
            loaded.setOwner("Bob");
            assertThatThrownBy(() -> versioning.store(loaded))
                    .isInstanceOfSatisfying(ConflictException.class, thrown -> {
                        AccountRecord found =
                                thrown.currentState(AccountRecord.class).orElseThrow();
                        assertThat(found).isEqualTo(current);
                        assertThat(found.configuration()).isNull();
                        assertThat(found.changed()).isFalse();
                        assertThat(thrown.getMessage()).doesNotContain("Ada");
                    });
        }

        @Test
        void currentRecordOfAConflictCanBeStored() {
            advance(1);
            loaded.setOwner("Bob");
            assertThatThrownBy(() -> versioning.store(loaded))
                    .isInstanceOfSatisfying(ConflictException.class, thrown -> {
                        AccountRecord found =
                                thrown.currentState(AccountRecord.class).orElseThrow();
                        found.setOwner("Bob");
                        assertThat(versioning.store(found)).isEqualTo(3);
                    });
            assertThat(account(1).getOwner()).isEqualTo("Bob");
        }

        @Test
        void recordOfAnotherContextIsWrittenAndStaysThere() {
            loaded.detach();
            loaded.setOwner("Bob");
            assertThat(versioning.store(loaded)).isEqualTo(2);
            assertThat(loaded.configuration()).isNull();
        }

        @Test
        void recordMayBeInsertedAgainAfterItsKeyIsSet() {
            AccountRecord copy = loaded.copy();
            copy.setId(2L);
            assertThat(versioning.store(copy)).isEqualTo(1);
            assertThat(account(2).getOwner()).isEqualTo("Ada");
        }
    }
}
