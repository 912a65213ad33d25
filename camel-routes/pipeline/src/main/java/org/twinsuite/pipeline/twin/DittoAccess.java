package org.twinsuite.pipeline.twin;

import java.net.URI;
import org.apache.camel.CamelContext;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.component.DittoComponent;

/**
 * How Ditto is reached: set once on the {@code ditto:} component, so that no endpoint's URI holds a
 * secret.
 *
 * @param auth {@code pre:<subject>} or {@code basic:<user>:<password>}
 */
public record DittoAccess(URI url, String auth) {
  private static final String BASIC = "basic:";

  /** All {@code ditto:} endpoints of a context that say nothing else reach Ditto in this way. */
  public void use(CamelContext camel) {
    DittoConfiguration options =
        camel.getComponent("ditto", DittoComponent.class).getConfiguration();
    options.setUrl(url.toString());
    if (!auth.startsWith(BASIC)) {
      options.setAuth(auth);
      return;
    }
    String login = auth.substring(BASIC.length());
    int colon = login.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "twinsuite.ditto.auth: after basic: come user and password, with a colon between them");
    }
    options.setAuth("basic");
    options.setUsername(login.substring(0, colon));
    options.setPassword(login.substring(colon + 1));
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "DittoAccess[" + url + "]";
  }
}
