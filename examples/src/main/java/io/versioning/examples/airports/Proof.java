package io.versioning.examples.airports;

/**
 * The proof that no update was lost: what the table adds up to, against what the editors were told.
 *
 * <p>The versions show that each successful write advanced one row by one. The checks show it on the content: had two
 * editors counted up from the same number, the table would hold fewer checks than were made.
 */
public record Proof(AirportTable.Totals table, long writes, long checks) {

    /** Compares a table in which every row began at version 1 with all that was written to it since. */
    public static Proof of(AirportTable table, RaceResult result) {
        return new Proof(table.totals(), result.writes(), result.checks());
    }

    public boolean holds() {
        return versionsAddUp() && checksAddUp();
    }

    boolean versionsAddUp() {
        return table.updates() == writes;
    }

    boolean checksAddUp() {
        return table.checks() == checks;
    }
}
