package org.twinsuite.pipeline.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.component.DittoEndpoint;

class DittoAccessTest {
  private static final URI URL = URI.create("http://ditto.example:8080");

  @Test
  void loginIsNotInTheUriOfAnEndpoint() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      // WHEN
      new DittoAccess(URL, "basic:ada:s3cret:with:colons").use(camel);

      // THEN
      DittoEndpoint endpoint = camel.getEndpoint("ditto:things", DittoEndpoint.class);
      DittoConfiguration options = endpoint.getConfiguration();
      assertThat(options.getUrl()).isEqualTo(URL.toString());
      assertThat(options.getAuth()).isEqualTo("basic");
      assertThat(options.getUsername()).isEqualTo("ada");
      assertThat(options.getPassword()).isEqualTo("s3cret:with:colons");
      assertThat(endpoint.getEndpointUri()).doesNotContain("s3cret");
    }
  }

  @Test
  void loginWithoutAPasswordIsRefusedWithoutShowingIt() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      assertThatThrownBy(() -> new DittoAccess(URL, "basic:s3cret").use(camel))
          .hasMessageContaining("twinsuite.ditto.auth")
          .hasMessageNotContaining("s3cret");
    }
  }
}
