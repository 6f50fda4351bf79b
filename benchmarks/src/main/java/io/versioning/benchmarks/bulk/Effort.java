package io.versioning.benchmarks.bulk;

/**
 * How long it is measured.
 *
 * @param rounds how often each way is measured in each cell
 * @param warmUps how often before that without counting
 * @param blockRows how many rows a way writes in a round at least, in as many calls as that takes
 * @param slowBlockRows the same for slow ways
 * @param singleCalls how many calls of one row there are in a round
 */
record Effort(int rounds, int warmUps, int blockRows, int slowBlockRows, int singleCalls) {

    static final Effort QUICK = new Effort(5, 2, 30_000, 2_000, 3_000);
    static final Effort FULL = new Effort(7, 3, 60_000, 5_000, 6_000);

    private static final int HUGE = 1_000_000;

    Effort withRounds(int count) {
        return new Effort(count, warmUps, blockRows, slowBlockRows, singleCalls);
    }

    /** How many rounds a cell gets: no more than five for the largest. */
    int rounds(Cell cell) {
        return cell.rows() >= HUGE ? Math.min(5, rounds) : rounds;
    }

    /** A call of few rows does so little that it takes many to be compiled. */
    int warmUps(Cell cell) {
        if (cell.rows() <= 100) {
            return warmUps * (cell.rows() == 1 ? 3 : 6);
        }
        return cell.rows() >= HUGE ? 1 : warmUps;
    }

    int calls(Way way, Cell cell) {
        if (cell.rows() == 1) {
            return singleCalls;
        }
        return Math.max(1, (way.isSlow() ? slowBlockRows : blockRows) / cell.rows());
    }
}
