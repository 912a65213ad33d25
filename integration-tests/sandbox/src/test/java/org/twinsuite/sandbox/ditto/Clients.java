package org.twinsuite.sandbox.ditto;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.ditto.client.DisconnectedDittoClient;
import org.eclipse.ditto.client.DittoClient;
import org.eclipse.ditto.client.DittoClients;
import org.eclipse.ditto.client.configuration.DummyAuthenticationConfiguration;
import org.eclipse.ditto.client.configuration.WebSocketMessagingConfiguration;
import org.eclipse.ditto.client.messaging.AuthenticationProviders;
import org.eclipse.ditto.client.messaging.MessagingProviders;

/** Connected official Ditto clients. */
final class Clients {

  private Clients() {}

  /** Connects over the WebSocket as a pre-authenticated subject. */
  static DittoClient connect(EmbeddedDitto ditto, String subject) {
    DisconnectedDittoClient disconnected =
        DittoClients.newInstance(
            MessagingProviders.webSocket(
                WebSocketMessagingConfiguration.newBuilder()
                    .endpoint(ditto.url().replace("http:", "ws:") + "/ws/2")
                    .build(),
                AuthenticationProviders.dummy(
                    DummyAuthenticationConfiguration.newBuilder().dummyUsername(subject).build())));
    return done(disconnected.connect());
  }

  /** Waits for a stage at most a minute. */
  static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join();
  }
}
