package org.twinsuite.pipeline.config;

import java.util.List;

/** Options: what onboarding writes to. */
public final class OnboardingOptions {
  public static final Option<String> ONBOARDING_HONO_URL =
      new Option<>(
          "twinsuite.onboarding.hono-url",
          "",
          Values::optionalHttpUrl,
          "base URL of Hono's device registry; empty onboards without Hono");

  public static final Option<String> ONBOARDING_HONO_AUTH =
      new Option<String>(
              "twinsuite.onboarding.hono-auth",
              "",
              Values::text,
              "empty or basic:<user>:<password> for Hono's device registry")
          .asSecret();

  public static final Option<String> ONBOARDING_DITTO_AUTH =
      new Option<String>(
              "twinsuite.onboarding.ditto-auth",
              "pre:integration:provisioning",
              Values::text,
              "who creates policies and things, pre:<subject> or basic:<user>:<password>")
          .asSecret();

  public static final Option<String> ONBOARDING_CONNECTIONS_AUTH =
      new Option<String>(
              "twinsuite.onboarding.connections-auth",
              "",
              Values::text,
              "who creates connections, as a rule Ditto's devops user, basic:<user>:<password>")
          .asSecret();

  public static final Option<Boolean> ONBOARDING_HTTP =
      new Option<>(
          "twinsuite.onboarding.http",
          "on",
          value -> Values.oneOf(value, "on", "off").equals("on"),
          "whether the running app takes POST /onboarding; off when twinsuite onboard does it in a"
              + " process of its own, which alone then has the credentials below");

  static final List<Option<?>> ALL =
      List.of(
          ONBOARDING_HTTP,
          ONBOARDING_HONO_URL,
          ONBOARDING_HONO_AUTH,
          ONBOARDING_DITTO_AUTH,
          ONBOARDING_CONNECTIONS_AUTH);

  private OnboardingOptions() {}
}
