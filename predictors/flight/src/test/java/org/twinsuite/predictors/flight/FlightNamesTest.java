package org.twinsuite.predictors.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.LastValue;
import org.twinsuite.predictors.PredictionOptions;

/** Each address of a name is a server of its own, as long as the name has it. */
class FlightNamesTest {

  private final List<String> addresses = new ArrayList<>();

  private FlightNames names(FlightFixture flight, int port) throws IOException {
    return new FlightNames(
        List.of("grpc+tcp://predictors.plant:" + port),
        null,
        FlightRetries.defaults(),
        flight.memory,
        name -> {
          assertThat(name).isEqualTo("predictors.plant");
          if (addresses.isEmpty()) {
            throw new UnknownHostException(name);
          }
          return addresses.stream().map(FlightNamesTest::address).toArray(InetAddress[]::new);
        });
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  @Test
  void addressesThatComeAndGoAreFollowed() throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      int port = flight.serve(new LastValue()).port();
      FlightNames names = flight.open(names(flight, port));

      // GIVEN an instance that is gone beside one that answers
      addresses.addAll(List.of("127.0.0.1", "127.0.0.77"));
      FlightServers two = names.servers();
      assertThat(two.size()).isEqualTo(2);
      for (int i = 0; i < 4; i++) {
        FlightPredictor remote = new FlightPredictor(two, "last-value", null);
        assertThat(flight.ask(remote, 3, PredictionOptions.defaults())).hasSize(3);
      }
      assertThat(names.servers()).isSameAs(two);

      // WHEN it has left the name
      addresses.remove("127.0.0.77");
      // THEN there is one
      FlightServers one = names.servers();
      assertThat(one.size()).isEqualTo(1);

      // AND a name that cannot be found for a while keeps what it had
      addresses.clear();
      assertThat(names.servers()).isSameAs(one);
    }
  }

  @Test
  void aNameNobodyKnowsIsTriedAsItStands() throws Exception {
    try (FlightFixture flight = new FlightFixture();
        FlightNames names = names(flight, 1)) {
      assertThat(names.servers().size()).isEqualTo(1);
    }
  }

  @Test
  void withoutALocationThereIsNoServer() {
    assertThatThrownBy(() -> new FlightNames(List.of(), null, FlightRetries.defaults(), null))
        .hasMessageContaining("at least one");
  }
}
