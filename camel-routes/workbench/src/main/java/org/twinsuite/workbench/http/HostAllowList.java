package org.twinsuite.workbench.http;

import io.netty.util.NetUtil;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host names under which this server may be addressed. A page of another site that points its
 * own name at this address (DNS rebinding) still sends that name in {@code Host}.
 */
public final class HostAllowList {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
  private final Set<String> names = new TreeSet<>(LOOPBACK);

  /**
   * @param configured further host names, without scheme and port
   * @throws IllegalArgumentException naming the entry that is not a host name
   */
  public HostAllowList(Collection<String> configured) {
    for (String entry : configured) {
      String host = entry.contains(":") && !entry.startsWith("[") ? '[' + entry + ']' : entry;
      Matcher matcher = AUTHORITY.matcher(host);
      if (!matcher.matches() || !matcher.group(1).equals(host)) {
        throw new IllegalArgumentException(
            "'" + entry + "' is not a host name; give it without scheme and port");
      }
      names.add(normalized(host));
    }
  }

  /**
   * Whether a request may name this authority.
   *
   * @param authority value of {@code Host} or {@code :authority}; {@code null} is refused
   * @param localAddress the address the connection arrived at; it may be named as a literal, as
   *     probes of an orchestrator do; may be {@code null}
   */
  public boolean allows(String authority, String localAddress) {
    Matcher matcher = AUTHORITY.matcher(authority == null ? "" : authority);
    if (!matcher.matches()) {
      return false;
    }
    String host = normalized(matcher.group(1));
    return names.contains(host) || isSameAddress(host, localAddress);
  }

  private static boolean isSameAddress(String host, String localAddress) {
    if (localAddress == null) {
      return false;
    }
    byte[] named = NetUtil.createByteArrayFromIpAddressString(host);
    return named != null
        && java.util.Arrays.equals(named, NetUtil.createByteArrayFromIpAddressString(localAddress));
  }

  private static String normalized(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    String lower = bare.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
