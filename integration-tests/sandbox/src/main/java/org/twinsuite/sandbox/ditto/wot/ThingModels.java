package org.twinsuite.sandbox.ditto.wot;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;

/**
 * The Thing Models that were loaded, each with the models of its parts. Used by the event loop
 * only; a model is loaded before the command that names it is executed.
 */
public final class ThingModels {

  private static final long TIMEOUT_MILLIS = 10_000;
  private static final int DEEPEST = 10;

  private final HttpClient http;
  private final Map<String, ThingModel> loaded = new HashMap<>();

  public ThingModels(Vertx vertx) {
    http =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) TIMEOUT_MILLIS).setKeepAlive(false));
  }

  static boolean isUrl(String definition) {
    return definition.startsWith("http://") || definition.startsWith("https://");
  }

  /**
   * The models that a written value names and that are not loaded yet.
   *
   * @param value what is written, {@code null} for nothing.
   */
  public Set<String> missing(JsonPointer path, JsonValue value) {
    Set<String> missing = new LinkedHashSet<>();
    JsonObject thing;
    if (value == null || value.isNull()) {
      return missing;
    } else if (path.isEmpty()) {
      thing = value.isObject() ? value.asObject() : JsonObject.empty();
    } else {
      thing = JsonObject.empty().setValue(path, value);
    }
    thing.getValue("definition").ifPresent(definition -> collect(definition, missing));
    thing
        .getValue("features")
        .filter(features -> features.isObject() && !features.isNull())
        .ifPresent(
            features -> {
              for (JsonField feature : features.asObject()) {
                JsonValue definition = definition(feature.getValue());
                if (definition != null) {
                  collect(definition, missing);
                }
              }
            });
    return missing;
  }

  private void collect(JsonValue definition, Set<String> missing) {
    if (definition.isString()
        && isUrl(definition.asString())
        && !loaded.containsKey(definition.asString())) {
      missing.add(definition.asString());
    }
  }

  /** The first identifier of a feature's definition: the others are what that one extends. */
  static JsonValue definition(JsonValue feature) {
    if (!feature.isObject() || feature.isNull()) {
      return null;
    }
    return feature
        .asObject()
        .getValue("definition")
        .filter(JsonValue::isArray)
        .flatMap(array -> array.asArray().get(0))
        .orElse(null);
  }

  /** Loads models and those of their parts; fails with what Ditto answers. */
  public Future<Void> load(Collection<String> urls) {
    return load(urls, 0);
  }

  private Future<Void> load(Collection<String> urls, int depth) {
    List<Future<ThingModel>> loading = new ArrayList<>();
    for (String url : urls) {
      if (!loaded.containsKey(url)) {
        loading.add(load(url, depth));
      }
    }
    return Future.all(loading).mapEmpty();
  }

  private Future<ThingModel> load(String url, int depth) {
    if (depth > DEEPEST) {
      return Future.failedFuture(WotError.noModel(url, "its links go too deep"));
    }
    return fetch(url)
        .compose(json -> extended(new ThingModel(url, json, List.of()), depth))
        .compose(
            model -> load(model.submodels().values(), depth + 1).map(parts -> keep(url, model)));
  }

  private ThingModel keep(String url, ThingModel model) {
    loaded.put(url, model);
    return model;
  }

  private Future<ThingModel> extended(ThingModel model, int depth) {
    String parent = model.extended();
    if (parent == null) {
      return Future.succeededFuture(model);
    }
    return load(parent, depth + 1)
        .map(
            base -> {
              List<String> parents = new ArrayList<>(List.of(parent));
              parents.addAll(base.parents());
              JsonObject all = JsonFactory.newObject(model.json(), base.json());
              return new ThingModel(model.url(), all, parents);
            });
  }

  private Future<JsonObject> fetch(String url) {
    RequestOptions request;
    try {
      request =
          new RequestOptions()
              .setMethod(HttpMethod.GET)
              .setAbsoluteURI(url)
              .setTimeout(TIMEOUT_MILLIS)
              .putHeader("accept", "application/tm+json, application/json");
    } catch (RuntimeException e) {
      return Future.failedFuture(WotError.notAccessible(url));
    }
    return http.request(request)
        .compose(HttpClientRequest::send)
        .compose(
            answer ->
                answer.statusCode() == 200
                    ? answer.body()
                    : Future.failedFuture("status " + answer.statusCode()))
        .recover(failure -> Future.failedFuture(WotError.notAccessible(url)))
        .map(
            body -> {
              JsonObject model;
              try {
                model = JsonFactory.newObject(body.toString());
              } catch (JsonRuntimeException e) {
                throw WotError.noModel(url, "it is not a JSON object");
              }
              Set<String> undefined = ContextPrefixes.undefined(model);
              if (!undefined.isEmpty()) {
                throw WotError.undefinedPrefixes(url, undefined);
              }
              return model;
            });
  }

  /** The model of a definition; {@code null} when that is no URL. */
  ThingModel of(JsonValue definition) {
    if (definition == null || !definition.isString() || !isUrl(definition.asString())) {
      return null;
    }
    ThingModel model = loaded.get(definition.asString());
    if (model == null) {
      throw WotError.notAccessible(definition.asString());
    }
    return model;
  }
}
