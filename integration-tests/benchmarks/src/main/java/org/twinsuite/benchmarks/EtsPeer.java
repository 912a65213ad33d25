package org.twinsuite.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Times R's forecast package on some of the same series, if R and the package are installed. */
final class EtsPeer {

  private EtsPeer() {}

  static void measure(
      BenchContext context,
      List<ForecastSeries> series,
      String figure,
      int season,
      String model,
      int count)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ets-peer");
    try {
      List<ForecastSeries> some = series.subList(0, Math.min(count, series.size()));
      Path data = folder.resolve("series.csv");
      Files.write(
          data,
          some.stream()
              .map(
                  s ->
                      Arrays.stream(s.train())
                          .mapToObj(Double::toString)
                          .collect(Collectors.joining(",")))
              .toList());
      Path script = folder.resolve("peer.R");
      Files.writeString(
          script,
          String.format(
              Locale.ROOT,
              """
              suppressMessages(library(forecast))
              lines <- readLines("%s")
              start <- proc.time()
              for (line in lines) {
                y <- ts(as.numeric(strsplit(line, ",")[[1]]), frequency = %d)
                ets(y, model = "%s", damped = %s)
              }
              used <- proc.time() - start
              cat(used[["user.self"]] + used[["sys.self"]])
              """,
              data.toString().replace('\\', '/'),
              season,
              model,
              model.equals("ZZZ") ? "NULL" : "TRUE"));
      Process process =
          new ProcessBuilder("Rscript", "--vanilla", script.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String out =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      if (process.waitFor() == 0) {
        context.figure(
            "r_" + figure + "_per_cpu_s", some.size() / Double.parseDouble(out), "series/s");
      } else {
        context.note("R runs, but not with the package 'forecast': peer not measured");
      }
    } catch (IOException e) {
      context.note("R is not installed: peer not measured");
    } finally {
      for (String name : List.of("series.csv", "peer.R")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }
}
