package org.twinsuite.predictors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** The predictors a process offers, by name. Safe for concurrent use; a name may be replaced. */
public final class PredictorCatalog {

  private final ConcurrentMap<String, Predictor> predictors = new ConcurrentHashMap<>();

  /**
   * What came of loading a directory.
   *
   * @param loaded names now in the catalogue
   * @param refused file name to reason
   */
  public record Loaded(List<String> loaded, Map<String, String> refused) {}

  /** A catalogue of all predictors on the class path that need no model file. */
  public static PredictorCatalog discover() {
    PredictorCatalog catalog = new PredictorCatalog();
    for (PredictorProvider provider :
        ServiceLoader.load(PredictorProvider.class, PredictorCatalog.class.getClassLoader())) {
      provider.predictors().forEach(catalog::add);
    }
    return catalog;
  }

  /** Adds a predictor, replacing one of the same name. */
  public PredictorCatalog add(Predictor predictor) {
    predictors.put(predictor.name(), predictor);
    return this;
  }

  /** The predictor of a name. */
  public Optional<Predictor> find(String name) {
    return Optional.ofNullable(predictors.get(name));
  }

  /**
   * The predictor of a name.
   *
   * @throws IllegalArgumentException naming the known ones if there is none
   */
  public Predictor get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no predictor named '" + name + "', known are " + names()));
  }

  /** Known names, sorted. */
  public List<String> names() {
    return predictors.keySet().stream().sorted().toList();
  }

  /**
   * Loads every model file of a directory (not of its subfolders). A file that is refused leaves
   * the others and the predictor known so far untouched.
   *
   * @throws IOException if the directory cannot be listed
   */
  public Loaded load(Path directory) throws IOException {
    List<ModelFormat> formats = formats();
    List<String> loaded = new ArrayList<>();
    Map<String, String> refused = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (ModelFormat format : formats) {
          if (file.getFileName().toString().endsWith(format.suffix())) {
            try {
              Predictor predictor = format.load(file);
              add(predictor);
              loaded.add(predictor.name());
            } catch (IOException | RuntimeException | LinkageError e) {
              refused.put(file.getFileName().toString(), reason(e));
            }
          }
        }
      }
    }
    return new Loaded(List.copyOf(loaded), Map.copyOf(refused));
  }

  /** Whatever a file or a format does wrong, the other files are loaded. */
  private static String reason(Throwable e) {
    if (e instanceof IOException && e.getMessage() != null) {
      return e.getMessage();
    }
    return "cannot be loaded: " + e;
  }

  private static List<ModelFormat> formats() {
    return ServiceLoader.load(ModelFormat.class, PredictorCatalog.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
