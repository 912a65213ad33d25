package org.twinsuite.workbench.http;

import io.vertx.core.Future;
import java.util.Optional;

/** Verifies tokens that an identity provider issued. */
@FunctionalInterface
interface ProviderTokens {
  /** The user of a token; empty when it is not valid for this server. Does not block. */
  Future<Optional<User>> verify(String token);
}
