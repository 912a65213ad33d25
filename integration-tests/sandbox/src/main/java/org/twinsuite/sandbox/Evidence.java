package org.twinsuite.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.twinsuite.sandbox.cmms.CmmsOrder;

/** Keeps the evidence of each order in a file, as the app ends with the run. */
final class Evidence {

  private Evidence() {}

  static String fileName(CmmsOrder order) {
    return "evidence/" + order.number() + ".txt";
  }

  /** Writes the evidence of all orders below the folder. */
  static void keep(RunResult result, AppView app, Path folder) throws IOException {
    for (OrderLog.Entry entry : result.orders()) {
      Path file = folder.resolve(fileName(entry.order()));
      Files.createDirectories(file.getParent());
      Files.writeString(file, app.evidence(entry.order().reference()));
    }
  }
}
