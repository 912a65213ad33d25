package org.twinsuite.e2e.camelditto;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.twinsuite.camel.ditto.JdbcRevisionStore;
import org.twinsuite.camel.ditto.TwinChange;

/** One member of a consumer group, in a process of its own so that it can be killed. */
final class ChangesWorker {

  private ChangesWorker() {}

  /**
   * Appends a line {@code NAME THING REVISION} for each change it handles.
   *
   * @param args name, endpoint URI without its revision store, JDBC URL of the marks, file
   */
  public static void main(String[] args) throws Exception {
    String name = args[0];
    JdbcDataSource database = new JdbcDataSource();
    database.setURL(args[2]);
    OutputStream lines =
        Files.newOutputStream(
            Path.of(args[3]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    CamelContext camel = new DefaultCamelContext();
    camel.getRegistry().bind("marks", new JdbcRevisionStore(database, "group"));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(args[1] + "&revisionStore=#marks")
                .process(
                    exchange -> {
                      TwinChange change = exchange.getIn().getBody(TwinChange.class);
                      lines.write(
                          (name + " " + change.thingId() + " " + change.revision() + "\n")
                              .getBytes(StandardCharsets.UTF_8));
                    });
          }
        });
    camel.start();
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    camel.stop();
    System.exit(0);
  }
}
