package jacquard.bench;

/**
 * One figure of one subject on one workload, over all rounds.
 *
 * @param suite {@code core} or {@code http}
 * @param workload name of the workload
 * @param subject name of the subject
 * @param version version of the subject and of what it runs on
 * @param workers threads that run the subject's tasks
 * @param unit of the figure
 * @param spread of the rounds
 * @param rounds measured, noisy ones included
 * @param noisyRounds how many of them had foreign load in every attempt
 */
record Result(
    String suite,
    String workload,
    String subject,
    String version,
    int workers,
    String unit,
    Spread spread,
    int rounds,
    int noisyRounds) {}
