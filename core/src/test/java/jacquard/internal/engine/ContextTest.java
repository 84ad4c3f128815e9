package jacquard.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContextTest {

  @Test
  void find_boundTwice_isTheInnermost() {
    Object key = new Object();
    Context context = Context.EMPTY.with(key, "outer").with(new Object(), 1).with(key, "inner");

    assertThat(Objects.requireNonNull(context.find(key)).value()).isEqualTo("inner");
    assertThat(Context.EMPTY.find(key)).isNull();
  }

  @Test
  void find_boundToNull_isFound() {
    Object key = new Object();

    assertThat(Context.EMPTY.with(key, null).find(key)).isEqualTo(new Context.Binding(null));
  }

  @Test
  void withDeadline_nested_keepsTheEarlier() {
    Context context = Context.EMPTY.withDeadline(100);

    assertThat(context.withDeadline(200).deadlineNanos()).isEqualTo(100);
    assertThat(context.withDeadline(50).deadlineNanos()).isEqualTo(50);
    assertThat(context.withDeadline(50).withoutDeadline().deadlineNanos()).isEqualTo(Context.NEVER);
    assertThat(context.with("k", 1).deadlineNanos()).isEqualTo(100);
  }
}
