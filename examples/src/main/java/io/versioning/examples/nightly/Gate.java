package io.versioning.examples.nightly;

import java.util.SplittableRandom;

/** Names of gates: A1 to F40. */
final class Gate {

    private static final int PIERS = 6;
    private static final int GATES = 40;

    private Gate() {}

    static String any(SplittableRandom random) {
        return (char) ('A' + random.nextInt(PIERS)) + "" + (1 + random.nextInt(GATES));
    }

    /** Another gate of the same pier; two of them that are less than 40 apart differ. */
    static String after(String gate, int steps) {
        int number = Integer.parseInt(gate.substring(1));
        return gate.charAt(0) + "" + ((number - 1 + steps) % GATES + 1);
    }
}
