package io.versioning.jooq;

import static io.versioning.jooq.generated.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.versioning.ConflictException;
import io.versioning.jooq.generated.tables.records.AccountRecord;
import io.versioning.merge.Change;
import io.versioning.merge.Comparison;
import io.versioning.merge.FieldComparison;
import io.versioning.merge.Fields;
import io.versioning.merge.MergeResult;
import io.versioning.merge.MergeResult.Clashed;
import io.versioning.merge.MergeResult.Merged;
import io.versioning.merge.ThreeWayMerge;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The three records of a conflict are compared and merged as they are, and what is merged can be written. */
class MergingTests {

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

        private static final Field<Long> ID = field(name("id"), Long.class);
        private static final Field<String> OWNER = field(name("owner"), String.class);
        private static final Field<String> NOTE = field(name("note"), String.class);

        private Fields<AccountRecord> fields;
        private AccountRecord account;

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void load() {
            AccountRecord unused = insertAccount(1);
            account = account(1);
            fields = versioning.table(ACCOUNT).stampingTime(ACCOUNT.UPDATED_AT).fields();
        }

        private void elsewhere(String note) {
            versioning
                    .table(ACCOUNT)
                    .update(1L)
                    .expecting(1)
                    .set(ACCOUNT.NOTE, note)
                    .apply();
        }

        private ConflictException conflict() {
            return catchThrowableOfType(ConflictException.class, () -> versioning.store(account));
        }

        private MergeResult<AccountRecord> merge() {
            AccountRecord current = conflict().currentState(AccountRecord.class).orElseThrow();
            return ThreeWayMerge.of(fields).merge(account.original(), account, current);
        }

        private static <T> Merged<T> merged(MergeResult<T> result) {
            assertThat(result).isInstanceOf(Merged.class);
            return (Merged<T>) result;
        }

        @Test
        void editsOfDifferentFieldsStandSideBySide() {
            elsewhere("theirs");
            account.setOwner("Bob");
            Merged<AccountRecord> merged = merged(merge());
            assertThat(merged.changes()).containsOnly(entry("owner", "Bob"));
            assertThat(versioning.store(merged.state())).isEqualTo(3);
            assertThat(account(1)).isEqualTo(merged.state());
            assertThat(account(1).getOwner()).isEqualTo("Bob");
            assertThat(account(1).getNote()).isEqualTo("theirs");
        }

        @Test
        void onlyTheEditsOfTheMergedStateAreWritten() {
            elsewhere("theirs");
            account.setOwner("Bob");
            Merged<AccountRecord> merged = merged(merge());
            dsl.update(ACCOUNT).set(ACCOUNT.BALANCE, 7).execute(); // past the library
            versioning.store(merged.state());
            assertThat(account(1).getBalance()).isEqualTo(7);
        }

        @Test
        void mergedStateIsStaleAgainIfTheRowMovesOn() {
            elsewhere("theirs");
            account.setOwner("Bob");
            Merged<AccountRecord> merged = merged(merge());
            advance(1);
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> versioning.store(merged.state()))
                    .withMessage("account 1: expected version 2, found 3");
        }

        @Test
        void editsOfTheSameFieldAreForAPerson() {
            elsewhere("theirs");
            account.setNote("mine");
            MergeResult<AccountRecord> result = merge();
            assertThat(result).isInstanceOf(Clashed.class);
            assertThat(((Clashed<AccountRecord>) result).clashes())
                    .extracting(clash -> clash.field().name())
                    .containsExactly("note");
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        @Test
        void fieldThatWasNotSelectedIsNoEdit() {
            elsewhere("theirs");
            AccountRecord base = account(1);
            AccountRecord form = dsl.select(ACCOUNT.ID, ACCOUNT.OWNER, ACCOUNT.BALANCE, ACCOUNT.VERSION)
                    .from(ACCOUNT)
                    .fetchSingleInto(ACCOUNT);
            form.setOwner("Bob");
            Merged<AccountRecord> merged = merged(ThreeWayMerge.of(fields).merge(base, form, account(1)));
            assertThat(merged.changes()).containsOnly(entry("owner", "Bob"));
            versioning
                    .table(ACCOUNT)
                    .update(1L)
                    .expecting(2)
                    .set(merged.state())
                    .apply();
            assertThat(account(1).getNote()).isEqualTo("theirs");
        }

        @Test
        void fieldThatIsSetToNullIsAnEdit() {
            elsewhere("theirs");
            AccountRecord base = account(1);
            AccountRecord form = account(1);
            form.setNote(null);
            assertThat(merged(ThreeWayMerge.of(fields).merge(base, form, account(1)))
                            .changes())
                    .containsOnly(entry("note", null));
        }

        @Test
        void recordOfAnotherRowIsRefused() {
            AccountRecord other = insertAccount(2);
            other.setOwner("Bob");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            versioning.table(ACCOUNT).update(1L).expecting(1).set(other))
                    .withMessage("record: is that of another row than account 1");
            other.setId(null);
            assertThat(versioning.table(ACCOUNT).update(1).expecting(1).set(other))
                    .isNotNull();
        }

        @Test
        void keyVersionAndStampsAreNoEdits() {
            elsewhere("theirs");
            account.setVersion(9);
            AccountRecord current = account(1);
            assertThat(Comparison.of(fields, account.original(), account, current)
                            .fields())
                    .extracting(FieldComparison::name, FieldComparison::change)
                    .containsExactly(
                            tuple("owner", Change.UNCHANGED),
                            tuple("balance", Change.UNCHANGED),
                            tuple("note", Change.CURRENT_ONLY),
                            tuple("updated_by", Change.UNCHANGED));
            AccountRecord copy = fields.with(current, Map.of("id", 2L, "version", 9, "owner", "Bob"));
            assertThat(copy.getId()).isEqualTo(1);
            assertThat(copy.getVersion()).isEqualTo(2);
            assertThat(copy.getOwner()).isEqualTo("Bob");
        }

        @Test
        void statesAreLeftAsTheyAre() {
            elsewhere("theirs");
            account.setOwner("Bob");
            AccountRecord current = account(1);
            List<List<Object>> before = image(account);
            List<List<Object>> there = image(current);
            assertThat(merged(ThreeWayMerge.of(fields).merge(account.original(), account, current))
                            .state())
                    .isNotSameAs(current);
            assertThat(image(account)).isEqualTo(before);
            assertThat(image(current)).isEqualTo(there);
        }

        @Test
        void copyKeepsWhatWasSetBefore() {
            account.setOwner("Bob");
            AccountRecord copy = fields.with(account, Collections.singletonMap("note", "mine"));
            assertThat(copy.getOwner()).isEqualTo("Bob");
            assertThat(copy.original(ACCOUNT.OWNER)).isEqualTo("Ada");
            assertThat(copy.changed(ACCOUNT.OWNER)).isTrue();
            assertThat(copy.changed(ACCOUNT.BALANCE)).isFalse();
            assertThat(account.getNote()).isNull();
        }

        @Test
        void newRecordSaysNothingOfWhatWasNotSetInIt() {
            elsewhere("theirs");
            AccountRecord edits = dsl.newRecord(ACCOUNT);
            edits.setBalance(4);
            Merged<AccountRecord> merged = merged(ThreeWayMerge.of(fields).merge(account, edits, account(1)));
            assertThat(merged.changes()).containsOnly(entry("balance", 4));
            assertThat(merged.state().getOwner()).isEqualTo("Ada");
        }

        @Test
        void editsMayComeByName() {
            elsewhere("theirs");
            Merged<AccountRecord> merged = merged(
                    ThreeWayMerge.of(fields).mergeChanges(account, Map.of("balance", 7L, "owner", "Ada"), account(1)));
            assertThat(merged.changes()).containsOnly(entry("balance", 7));
            assertThat(fields.with(account, Collections.singletonMap("note", null))
                            .getNote())
                    .isNull();
        }

        @Test
        void editThatDoesNotFitIsRefusedWithoutItsValue() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fields.with(account, Map.of("balance", "secret")))
                    .withMessageContaining("field balance")
                    .withMessageNotContaining("secret");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fields.with(account, Map.of("balanec", 7)))
                    .withMessage("changes: no field balanec to compare in account");
        }

        @Test
        void misspeltNameIsRefusedBeforeTheFirstConflict() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ThreeWayMerge.of(fields).excluding("balanec"))
                    .withMessageContaining("[owner, balance, note, updated_by]");
            assertThat(ThreeWayMerge.of(fields).excluding("note"))
                    .hasToString("merge of fields of account, excluding [note]");
        }

        @Test
        void recordsWithoutGeneratedCodeAreMergedToo() {
            GuardedRecords<Record> accounts = versioning.table(table(name("account")), ID);
            Record base = accounts.read(1L).orElseThrow();
            Record attempted = accounts.read(1L).orElseThrow();
            elsewhere("theirs");
            attempted.set(OWNER, "Bob");
            ConflictException conflict = catchThrowableOfType(
                    ConflictException.class,
                    () -> accounts.update(1L)
                            .expecting(accounts.version(base))
                            .set(attempted)
                            .withCurrentState()
                            .apply());
            Record current = conflict.currentState(Record.class).orElseThrow();
            assertThat(accounts.fields().names()).isEmpty();
            Merged<Record> merged = merged(ThreeWayMerge.of(accounts.fields()).merge(base, attempted, current));
            assertThat(accounts.update(1L)
                            .expecting(accounts.version(merged.state()))
                            .set(merged.state())
                            .apply())
                    .isEqualTo(3);
            Record now = accounts.read(1L).orElseThrow();
            assertThat(now.get(OWNER)).isEqualTo("Bob");
            assertThat(now.get(NOTE)).isEqualTo("theirs");
        }

        @Test
        void updateSetsWhatWasSetInARecord() {
            GuardedRecords<AccountRecord> accounts = versioning.table(ACCOUNT);
            account.setOwner("Bob");
            account.setVersion(9);
            account.setId(1L);
            dsl.update(ACCOUNT).set(ACCOUNT.NOTE, "theirs").execute();
            assertThat(accounts.update(1L)
                            .expecting(1)
                            .set(account)
                            .set(ACCOUNT.BALANCE, 7)
                            .apply())
                    .isEqualTo(2);
            assertThat(account(1).intoArray()).containsExactly(1L, "Bob", 7, "theirs", null, null, 2);
            assertThat(account.getVersion()).isEqualTo(9);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> accounts.update(1L)
                            .expecting(2)
                            .set(ACCOUNT.OWNER, "Eve")
                            .set(account))
                    .withMessageContaining("set twice");
            account.setId(2L);
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> accounts.update(1L).expecting(2).set(account).apply());
            AccountRecord untouched = account(1);
            assertThatThrownBy(() ->
                            accounts.update(1L).expecting(2).set(untouched).apply())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Nothing was set");
        }
    }
}
