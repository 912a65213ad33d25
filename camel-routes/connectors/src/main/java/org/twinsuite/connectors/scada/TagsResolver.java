package org.twinsuite.connectors.scada;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds the protocol of a source by the scheme of its url. */
public final class TagsResolver {

  private final Map<String, TagsProvider> byScheme = new TreeMap<>();

  public TagsResolver() {
    for (TagsProvider provider :
        ServiceLoader.load(TagsProvider.class, TagsProvider.class.getClassLoader())) {
      provider.schemes().forEach(scheme -> byScheme.put(scheme, provider));
    }
  }

  public Optional<TagsProvider> provider(String scheme) {
    return Optional.ofNullable(scheme == null ? null : byScheme.get(scheme));
  }

  public Collection<String> schemes() {
    return byScheme.keySet();
  }

  /**
   * Connects to a source of a map; failures as in {@link TagsProvider#open}.
   *
   * @throws IllegalArgumentException if the map has no such source
   */
  public Tags open(TagMap map, String source, InstantSource clock) {
    TagMap.Source found = map.sources().get(source);
    if (found == null) {
      throw new IllegalArgumentException(
          "source '" + source + "' is not among " + map.sources().keySet());
    }
    return provider(found.url().getScheme())
        .orElseThrow(() -> new IllegalArgumentException("no protocol for " + found.url()))
        .open(found, map.of(source), map.alarmsOf(source), clock);
  }
}
