package io.versioning.testkit;

import io.versioning.testkit.contract.BadValuesContract;
import io.versioning.testkit.contract.CallersObjectsContract;
import io.versioning.testkit.contract.ConflictContentsContract;
import io.versioning.testkit.contract.CountingContract;
import io.versioning.testkit.contract.IsolationContract;
import io.versioning.testkit.contract.LostUpdateContract;
import io.versioning.testkit.contract.MissingRowContract;
import io.versioning.testkit.contract.TruthContract;
import io.versioning.testkit.contract.VersionRequiredContract;

/**
 * What the library promises of a single row, as tests: implement it once for each adapter, entity and database.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface SingleRowContract<ID, S>
        extends CountingContract<ID, S>,
                LostUpdateContract<ID, S>,
                ConflictContentsContract<ID, S>,
                MissingRowContract<ID, S>,
                VersionRequiredContract<ID, S>,
                TruthContract<ID, S>,
                CallersObjectsContract<ID, S>,
                BadValuesContract<ID, S>,
                IsolationContract<ID, S> {}
