package org.twinsuite.pipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTagFilterTest {
  @ParameterizedTest
  @CsvSource({
    "endpointName, https://chat.example/hooks/TOKEN, https",
    "endpointName, smtp://mail.example?username=a&password=TOKEN, smtp",
    "endpointName, slack:room?webhookUrl=https://x/TOKEN, slack",
    "endpointName, kafka://samples?additionalProperties.ssl.keystore.key=TOKEN, kafka://samples",
    "endpointName, platform-http:///orders?httpMethodRestrict=GET, platform-http:///orders",
    "uri, https://chat.example/hooks/TOKEN, https",
    "routeId, telemetry-plant, telemetry-plant"
  })
  void aTagShowsNoMoreOfAnEndpointThanItsName(String key, String value, String shown) {
    // GIVEN
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    meters.config().meterFilter(new EndpointTagFilter());
    // WHEN
    meters.counter("sent", key, value).increment();
    // THEN
    assertThat(meters.getMeters())
        .singleElement()
        .satisfies(meter -> assertThat(meter.getId().getTag(key)).isEqualTo(shown));
  }
}
