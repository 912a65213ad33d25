package org.twinsuite.app.doctor;

import java.util.function.Consumer;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ClearText;

/** Which connections leave this machine without encryption. */
public final class ClearTextCheck implements Check {
  private final AppConfig config;

  public ClearTextCheck(AppConfig config) {
    this.config = config;
  }

  @Override
  public String area() {
    return "transport";
  }

  @Override
  public void look(Consumer<Finding> findings) {
    ClearText.warnings(config)
        .forEach(
            warning ->
                findings.accept(
                    Finding.warn(
                        area(), "", warning, "use its TLS form, or keep the network closed")));
  }
}
