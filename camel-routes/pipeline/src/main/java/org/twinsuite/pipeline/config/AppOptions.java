package org.twinsuite.pipeline.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every option of the app, area by area; an area's class is the one place of name, default and
 * check.
 */
public final class AppOptions {
  /** All options, in the order of the documentation. */
  public static final List<Option<?>> ALL =
      Stream.of(
              DittoOptions.ALL,
              IngestOptions.ALL,
              StoreOptions.ALL,
              RuleOptions.ALL,
              ForecastOptions.ALL,
              ActionOptions.ALL,
              ScadaOptions.ALL,
              HttpOptions.ALL,
              OidcOptions.ALL,
              ObserveOptions.ALL,
              OnboardingOptions.ALL)
          .<Option<?>>flatMap(List::stream)
          .toList();

  private AppOptions() {}
}
