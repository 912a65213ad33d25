package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time-outs and requests that want no answer. */
class TimeoutsContractTest extends DittoContract {

  @ParameterizedTest
  @CsvSource({"61,gateway:timeout.invalid", "nonsense,timeout.invalid"})
  void timeoutOutOfBoundsIsRefused(String timeout, String error) {
    DittoApi.Answer answer =
        ditto.put("things/" + thing("{}") + "/attributes/a?timeout=" + timeout, "1");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo(error);
  }

  @Test
  void timeoutOfZeroWantsNoAnswer() {
    String id = thing("{}");
    assertThat(ditto.put("things/" + id + "/attributes/a?timeout=0", "1").status()).isEqualTo(202);
    assertThat(ditto.get("things/" + id + "/attributes/a").text()).isEqualTo("1");
  }

  @Test
  void messageHasTheSameBounds() {
    DittoApi.Answer answer =
        ditto.post("things/" + thing("{}") + "/inbox/messages/x?timeout=61", "x", "text/plain");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("timeout.invalid");
    assertThat(answer.text())
        .contains("The timeout <61,000ms> is not inside its allowed bounds <0ms - 60,000ms>");
  }

  @Test
  void readingMustWantItsAnswer() {
    DittoApi.Answer answer = ditto.get("things/" + thing("{}") + "?response-required=false");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("command.headers.invalid");
  }
}
