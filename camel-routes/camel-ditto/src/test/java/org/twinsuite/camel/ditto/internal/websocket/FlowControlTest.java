package org.twinsuite.camel.ditto.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Neither number nor length of what is in memory exceeds its limit, and reading never ends. */
class FlowControlTest {

  private static final int SIZE = 16;
  private static final int CHARS = 1_000;
  private static final int LONGEST = 300;

  private long asked;

  private final class Session extends SocketSession {

    Session() {
      super(null, null);
    }

    @Override
    public void request(int messages) {
      asked += messages;
    }
  }

  @Property
  void whatCanBeGivenUpNeverExceedsTheLimits(
      @ForAll @Size(max = 400) List<@IntRange(min = 1, max = LONGEST) Integer> messages,
      @ForAll @IntRange(min = 1, max = 20) int patience) {
    drive(new FlowControl(SIZE, CHARS, 0), messages, patience);
  }

  @Property
  void whatMustBeKeptIsOnlyAskedForWhenItFits(
      @ForAll @Size(max = 400) List<@IntRange(min = 1, max = LONGEST) Integer> messages,
      @ForAll @IntRange(min = 1, max = 20) int patience) {
    int givenUp = drive(new FlowControl(SIZE, CHARS, LONGEST), messages, patience);
    assertThat(givenUp).isZero();
  }

  private int drive(FlowControl credit, List<Integer> messages, int patience) {
    asked = 0;
    Deque<Integer> held = new ArrayDeque<>();
    int chars = 0;
    int givenUp = 0;
    credit.use(new Session());
    for (int message : messages) {
      while (asked == 0 || held.size() >= patience) {
        // THEN there is always something to end or to read
        assertThat(held).isNotEmpty();
        int done = held.removeFirst();
        chars -= done;
        credit.given(done);
      }
      asked--;
      if (credit.taken(message)) {
        held.addLast(message);
        chars += message;
      } else {
        givenUp++;
      }
      assertThat(held.size()).isLessThanOrEqualTo(SIZE);
      assertThat(chars).isLessThanOrEqualTo(CHARS);
    }
    return givenUp;
  }
}
