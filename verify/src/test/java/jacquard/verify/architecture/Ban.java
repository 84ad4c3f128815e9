package jacquard.verify.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/**
 * Members that may not be used, and what to use instead.
 *
 * @param owner the class that declares them, by name
 * @param members their names ({@code <init>} for constructors); empty for all
 * @param instead what a reader of the failure does
 */
record Ban(String owner, Set<String> members, String instead) {
  static Ban on(String owner, String instead, String... members) {
    return new Ban(owner, Set.of(members), instead);
  }

  private boolean forbids(AccessTarget target) {
    return target.getOwner().getName().equals(owner)
        && (members.isEmpty() || members.contains(target.getName()));
  }

  /** Reports every use of a banned member: a call, a field, a method reference. */
  static ArchCondition<JavaClass> useNothingOf(List<Ban> bans) {
    return new ArchCondition<>("use nothing that is banned") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          bans.stream()
              .filter(ban -> ban.forbids(access.getTarget()))
              .forEach(ban ->
                  events.add(
                      SimpleConditionEvent.violated(
                          access, access.getDescription() + ": " + ban.instead)));
        }
      }
    };
  }

  /** A class of this name or nested in it. */
  static DescribedPredicate<JavaClass> isOrIsIn(String name) {
    return DescribedPredicate.describe(
        "is " + name, type -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
  }
}
