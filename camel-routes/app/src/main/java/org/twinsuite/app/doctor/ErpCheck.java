package org.twinsuite.app.doctor;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.erp.Erp;
import org.twinsuite.connectors.erp.ErpResolver;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;

/** Each ERP system: its options, and whether it answers a question for stock. */
public final class ErpCheck implements Check {
  private static final String NOBODYS = "TWINSUITE-DOCTOR";
  private static final Set<Integer> WRONG = Set.of(401, 403, 404, 407);
  private final AppConfig config;

  public ErpCheck(AppConfig config) {
    this.config = config;
  }

  @Override
  public String area() {
    return "erp";
  }

  @Override
  public void look(Consumer<Finding> findings) {
    for (String name : config.get(ActionOptions.ERP_SYSTEMS)) {
      findings.accept(look(name, config.erp(name)));
    }
  }

  private Finding look(String name, Map<String, String> options) {
    try (Erp system = new ErpResolver().open(name, options)) {
      system.stock(NOBODYS, NOBODYS);
      return Finding.ok(area(), name, "answers a question for stock");
    } catch (RejectedByTarget refused) {
      // That it does not know this material or plant is an answer too.
      return WRONG.contains(refused.status())
          ? Finding.failed(
              area(),
              name,
              "refuses a question for stock: " + refused.getMessage(),
              "correct the address, credentials or rights below twinsuite.erp." + name)
          : Finding.ok(area(), name, "answers a question for stock");
    } catch (ConnectorFailure away) {
      return Finding.failed(
          area(),
          name,
          "does not answer: " + away.getMessage(),
          "start it, open the way to it, or correct twinsuite.erp." + name + ".url");
    } catch (IllegalArgumentException wrong) {
      return Finding.failed(area(), name, "twinsuite." + wrong.getMessage(), "correct that option");
    }
  }
}
