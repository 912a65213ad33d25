package org.twinsuite.app.doctor;

import java.util.Map;
import java.util.function.Consumer;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;

/** Each maintenance system: its options, and whether it answers a look-up. */
public final class CmmsCheck implements Check {
  private static final String NOBODYS = "TWINSUITE-DOCTOR";
  private final AppConfig config;

  public CmmsCheck(AppConfig config) {
    this.config = config;
  }

  @Override
  public String area() {
    return "cmms";
  }

  @Override
  public void look(Consumer<Finding> findings) {
    if (config.get(ActionOptions.CMMS_SYSTEMS).isEmpty()) {
      findings.accept(
          Finding.warn(
              area(),
              "",
              "no maintenance system is configured, so every order is parked",
              "set twinsuite.cmms.systems"));
    }
    for (String name : config.get(ActionOptions.CMMS_SYSTEMS)) {
      Map<String, String> options = config.cmms(name);
      try (WorkOrders system = new WorkOrdersResolver().open(name, options)) {
        system.find(NOBODYS);
        findings.accept(Finding.ok(area(), name, "answers a look-up by reference"));
      } catch (RejectedByTarget refused) {
        findings.accept(
            Finding.failed(
                area(),
                name,
                "refuses a look-up: " + refused.getMessage(),
                "correct the credentials, rights or field names below twinsuite.cmms." + name));
      } catch (ConnectorFailure away) {
        findings.accept(
            Finding.failed(
                area(),
                name,
                "does not answer: " + away.getMessage(),
                "start it, open the way to it, or correct twinsuite.cmms." + name + ".url"));
      } catch (IllegalArgumentException wrong) {
        findings.accept(
            Finding.failed(area(), name, "twinsuite." + wrong.getMessage(), "correct that option"));
      }
    }
  }
}
