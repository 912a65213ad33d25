package org.twinsuite.camel.hono;

import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The messaging networks whose jars are on the class path. */
final class Transports {

  private Transports() {}

  /**
   * Finds one.
   *
   * @throws IllegalArgumentException naming the jar to add when it is not there
   */
  static HonoTransportProvider of(HonoTransport transport) {
    return Stream.of(
            Transports.class.getClassLoader(), Thread.currentThread().getContextClassLoader())
        .flatMap(loader -> ServiceLoader.load(HonoTransportProvider.class, loader).stream())
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.transport() == transport)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "transport="
                        + transport
                        + " is not on the class path: add the dependency org.twinsuite:camel-hono"
                        + (transport == HonoTransport.kafka ? "" : "-" + transport)));
  }
}
