package org.twinsuite.pipeline.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.pipeline.store.StoreException;
import org.twinsuite.pipeline.twin.TwinFailure.Kind;

class TwinFailureTest {
  @ParameterizedTest
  @CsvSource({
    "400, REFUSED", "403, REFUSED", "404, REFUSED", "408, OUTAGE", "412, REFUSED",
    "413, REFUSED", "425, OUTAGE", "429, OUTAGE", "500, UNEXPECTED", "501, UNEXPECTED",
    "502, OUTAGE", "503, OUTAGE", "504, OUTAGE"
  })
  void statusesOfDitto(int status, Kind kind) {
    assertThat(TwinFailure.of(new DittoCommandException(status, "e", "m")).kind()).isEqualTo(kind);
  }

  @Test
  void whatDidNotComeFromDitto() {
    assertThat(TwinFailure.of(new DittoUnavailableException("away")).kind()).isEqualTo(Kind.OUTAGE);
    assertThat(TwinFailure.of(new IOException("reset")).kind()).isEqualTo(Kind.OUTAGE);
    assertThat(TwinFailure.of(new StoreException("away", null)).kind()).isEqualTo(Kind.OUTAGE);
    assertThat(TwinFailure.of(new IllegalArgumentException("text")).kind()).isEqualTo(Kind.REFUSED);
    assertThat(TwinFailure.of(new NullPointerException()).kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(TwinFailure.of(new StackOverflowError()).kind()).isEqualTo(Kind.UNEXPECTED);
  }

  @Test
  void wrappersOfFuturesAreRemovedHoweverDeep() {
    DittoCommandException cause = new DittoCommandException(404, "e", "m");
    TwinFailure failure =
        TwinFailure.of(
            new CompletionException(new ExecutionException(new CompletionException(cause))));
    assertThat(failure.cause()).isSameAs(cause);
    assertThat(failure.isNotFound()).isTrue();
    assertThat(TwinFailure.unwrap(null)).isNull();
  }
}
