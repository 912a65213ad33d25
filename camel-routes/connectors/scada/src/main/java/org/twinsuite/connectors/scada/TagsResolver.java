package org.twinsuite.connectors.scada;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the protocol of a source by the scheme of its url. */
public final class TagsResolver {

  private static final Logger LOG = LoggerFactory.getLogger(TagsResolver.class);

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
  public TagConnection open(TagMap map, String source, InstantSource clock) {
    TagMap.Source found = map.sources().get(source);
    if (found == null) {
      throw new IllegalArgumentException(
          "source '" + source + "' is not among " + map.sources().keySet());
    }
    List<Tag> tags = map.of(source);
    TagsProvider provider = required(found);
    provider.checkSecurity(found, tags);
    provider.warnings(found, tags).forEach(warning -> LOG.warn("{}: {}", source, warning));
    return provider.open(found, tags, map.alarmsOf(source), clock);
  }

  /** What of the sources' security is weak but allowed, each with the source's name. */
  public List<String> warnings(TagMap map) {
    return map.sources().values().stream()
        .sorted(Comparator.comparing(TagMap.Source::name))
        .flatMap(
            source ->
                required(source).warnings(source, map.of(source.name())).stream()
                    .map(warning -> source.name() + ": " + warning))
        .toList();
  }

  private TagsProvider required(TagMap.Source source) {
    return provider(source.url().getScheme())
        .orElseThrow(() -> new IllegalArgumentException("no protocol for " + source.url()));
  }
}
