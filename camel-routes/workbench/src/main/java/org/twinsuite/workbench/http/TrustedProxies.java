package org.twinsuite.workbench.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed. */
public final class TrustedProxies {
  private final List<IpSubnetFilterRule> rules;

  /**
   * @param networks addresses or networks such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException naming the entry that is neither
   */
  public TrustedProxies(List<String> networks) {
    rules = networks.stream().map(TrustedProxies::rule).toList();
  }

  private static IpSubnetFilterRule rule(String network) {
    String[] parts = network.split("/", 2);
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(parts[0]);
    try {
      int bits = address == null ? 0 : address.getAddress().length * 8;
      return new IpSubnetFilterRule(
          address, parts.length == 2 ? Integer.parseInt(parts[1]) : bits, IpFilterRuleType.ACCEPT);
    } catch (RuntimeException malformed) {
      throw new IllegalArgumentException(
          "'" + network + "' is not an address or a network such as 10.0.0.0/8", malformed);
    }
  }

  /** Whether this address is one of the proxies; never for a name. */
  public boolean contains(String address) {
    InetAddress parsed =
        address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
    return parsed != null
        && rules.stream().anyMatch(rule -> rule.matches(new InetSocketAddress(parsed, 0)));
  }

  /**
   * The address a request came from: the last one in {@code X-Forwarded-For} that is not a trusted
   * proxy, and the peer's own unless that is a trusted proxy.
   *
   * @param peer address of the connection
   * @param forwardedFor the header; {@code null} or empty when it is missing
   */
  public String client(String peer, String forwardedFor) {
    if (forwardedFor == null || forwardedFor.isEmpty() || !contains(peer)) {
      return peer;
    }
    String[] hops = forwardedFor.split(",");
    String client = peer;
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].trim();
      if (NetUtil.createInetAddressFromIpAddressString(hop) == null) {
        return client;
      }
      client = hop;
      if (!contains(hop)) {
        return client;
      }
    }
    return client;
  }
}
