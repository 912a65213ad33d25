package org.twinsuite.pipeline.config;

import java.time.Duration;
import java.util.List;

/** Options: the systems that actions go to and outcomes come from. */
public final class ActionOptions {
  public static final Option<List<String>> CMMS_SYSTEMS =
      new Option<>(
          "twinsuite.cmms.systems",
          "",
          Values::list,
          "names of the maintenance systems, as in attributes/cmms/system; each has its options"
              + " below twinsuite.cmms.<name>.");

  public static final Option<Duration> CMMS_POLL =
      new Option<>(
          "twinsuite.cmms.poll",
          "PT30S",
          Values::duration,
          "time between two looks at the CMMS for changed orders");

  public static final Option<Boolean> CMMS_EVIDENCE =
      new Option<>(
          "twinsuite.cmms.evidence",
          "picture",
          value -> Values.oneOf(value, "picture", "link").equals("picture"),
          "picture: a picture of the evidence is attached to each order where the system takes"
              + " files; link: only the link in the order's long text");

  public static final Option<String> WEBHOOK_SECRET =
      new Option<String>(
              "twinsuite.webhook.secret",
              "",
              Values::secret,
              "secret of at least 16 characters shared with systems that tell changed orders at"
                  + " /webhook/orders/<system>; empty takes no webhooks")
          .asSecret();

  public static final Option<Duration> OUTBOX_RETRY =
      new Option<>(
          "twinsuite.outbox.retry",
          "PT2S",
          Values::duration,
          "first delay before an action is tried again; doubles up to 64 times that, with jitter");

  public static final Option<Duration> COMMAND_TIMEOUT =
      new Option<>(
          "twinsuite.hono.command-timeout",
          "PT10S",
          Values::duration,
          "how long a device may take to answer a command before it counts as not delivered");

  public static final Option<Integer> OUTBOX_ATTEMPTS =
      new Option<>(
          "twinsuite.outbox.attempts",
          "20",
          Values.number(1, 10_000),
          "an action that failed so often without an outage of its target is parked");

  public static final Option<Integer> OUTBOX_PARALLEL =
      new Option<>(
          "twinsuite.outbox.parallel",
          "4",
          Values.number(1, 64),
          "how many actions of one system are carried out at once");

  public static final Option<Duration> OUTBOX_SETTLE =
      new Option<>(
          "twinsuite.outbox.settle",
          "PT2M",
          Values::duration,
          "how long a system may still carry out what a process had asked of it that was killed;"
              + " before that it is not asked again");

  public static final Option<List<String>> ERP_SYSTEMS =
      new Option<>(
          "twinsuite.erp.systems",
          "",
          Values::list,
          "names of the ERP systems, as in attributes/erp/system; each has its options below"
              + " twinsuite.erp.<name>.");

  public static final Option<Duration> ERP_POLL =
      new Option<>(
          "twinsuite.erp.poll",
          "PT15M",
          Values::duration,
          "time between two looks at stock and production schedule");

  static final List<Option<?>> ALL =
      List.of(
          CMMS_SYSTEMS,
          CMMS_POLL,
          CMMS_EVIDENCE,
          WEBHOOK_SECRET,
          COMMAND_TIMEOUT,
          OUTBOX_RETRY,
          OUTBOX_ATTEMPTS,
          OUTBOX_PARALLEL,
          OUTBOX_SETTLE,
          ERP_SYSTEMS,
          ERP_POLL);

  private ActionOptions() {}
}
