package io.versioning.benchmarks.bulk;

/**
 * A number that is to be reached.
 *
 * @param name what was measured
 * @param measured what came out
 * @param target what is asked for
 * @param result whether it was reached
 */
record Check(String name, String measured, String target, Result result) {

    /** How near it came. */
    enum Result {
        MISSED("missed"),
        REACHED("reached"),
        STRETCHED("reached, and the stretch goal");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Of something of which there should be little. */
    static Check atMost(String name, Spread measured, double reach, double stretch) {
        return new Check(
                name,
                measured.toString(),
                "<= " + reach + " (" + stretch + ")",
                result(measured.median() <= reach, measured.median() <= stretch));
    }

    /** Of something of which there should be much. */
    static Check atLeast(String name, Spread measured, double reach, double stretch) {
        return new Check(
                name,
                measured.toString(),
                ">= " + reach + " (" + stretch + ")",
                result(measured.median() >= reach, measured.median() >= stretch));
    }

    static Result result(boolean reached, boolean stretched) {
        if (!reached) {
            return Result.MISSED;
        }
        return stretched ? Result.STRETCHED : Result.REACHED;
    }
}
