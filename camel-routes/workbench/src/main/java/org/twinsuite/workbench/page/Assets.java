package org.twinsuite.workbench.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.twinsuite.workbench.http.HttpResponse;

/**
 * Scripts and styles, all served by this process. Their address carries the version of their
 * content, so browsers may keep them.
 */
public final class Assets {
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final Map<String, String> FILES =
      Map.of(
          "workbench.css",
          "/org/twinsuite/workbench/page/workbench.css",
          "workbench.js",
          "/org/twinsuite/workbench/page/workbench.js",
          "charts.js",
          "/org/twinsuite/workbench/page/charts.js",
          "uplot.js",
          WEBJARS + "uplot/1.6.30/dist/uPlot.iife.min.js",
          "uplot.css",
          WEBJARS + "uplot/1.6.30/dist/uPlot.min.css");
  private static final Map<String, Asset> ASSETS = read();

  private record Asset(String text, String version) {}

  private Assets() {}

  private static Map<String, Asset> read() {
    Map<String, Asset> assets = new TreeMap<>();
    FILES.forEach(
        (name, resource) -> {
          try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            byte[] bytes = in.readAllBytes();
            String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            assets.put(
                name, new Asset(new String(bytes, StandardCharsets.UTF_8), hash.substring(0, 12)));
          } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
          } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
          }
        });
    return assets;
  }

  /** Address of a file in its present version. */
  public static String url(String name) {
    return "/assets/" + ASSETS.get(name).version() + '/' + name;
  }

  static HttpResponse serve(String version, String name) {
    Asset asset = ASSETS.get(name);
    if (asset == null || !asset.version().equals(version)) {
      return HttpResponse.error(404, "there is no such file in this version: load the page again");
    }
    String type = name.endsWith(".css") ? "text/css" : "text/javascript";
    return new HttpResponse(200, type + "; charset=utf-8", asset.text(), Map.of())
        .cached(java.time.Duration.ofDays(365));
  }
}
