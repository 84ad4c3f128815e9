package jacquard.bench;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What of a suite a command line chooses. */
final class Choice {
  private Choice() {}

  /**
   * Names of workloads choose workloads, names of subjects choose subjects. A suite that has none
   * of the names is left out; one that has names of one kind only runs the usual ones of the other
   * kind: all, or of subjects to be recorded Jacquard's, or of workloads those for a look.
   */
  static Suite.Selection of(Suite suite, Options options) {
    Set<String> only = options.only();
    Set<String> workloads = names(suite.workloads(), only::contains);
    Set<String> subjects = names(suite.subjects(), only::contains);
    if (!only.isEmpty() && workloads.isEmpty() && subjects.isEmpty()) {
      return new Suite.Selection(Set.of(), Set.of());
    }
    return new Suite.Selection(
        workloads.isEmpty() ? usualWorkloads(suite, options) : workloads,
        subjects.isEmpty() ? usualSubjects(suite, options) : subjects);
  }

  private static Set<String> usualWorkloads(Suite suite, Options options) {
    Set<String> leftOut = options.effort().forALook() ? suite.notForALook() : Set.of();
    return names(suite.workloads(), name -> !leftOut.contains(name));
  }

  private static Set<String> usualSubjects(Suite suite, Options options) {
    return names(suite.subjects(), name -> !options.profile() || Result.isOwn(name));
  }

  private static Set<String> names(List<Suite.Entry> entries, Predicate<String> chosen) {
    return entries.stream().map(Suite.Entry::name).filter(chosen).collect(Collectors.toSet());
  }

  /** One line about the workloads that a look leaves out, if it does. */
  static Optional<String> leftOut(Suite suite, Suite.Selection selection, Options options) {
    if (!selection.workloads().equals(usualWorkloads(suite, options))) {
      return Optional.empty(); // named
    }
    String names =
        suite.workloads().stream()
            .map(Suite.Entry::name)
            .filter(name -> !selection.workloads().contains(name))
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("not in a look unless named by --only: " + names);
  }
}
