package org.twinsuite.sandbox.scada;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigBuilder;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.subscriptions.SubscriptionManager;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * A real OPC UA server (Milo) with Double variables {@code s=tag0}, {@code s=tag1}, … and alarms,
 * on one port of localhost. Without security, unless it is given some.
 */
public final class OpcUaPlant implements AutoCloseable {

  static final String NAMESPACE = "urn:twinsuite:plant";

  private final int tags;
  private final OpcUaPlantSecurity security;
  private final int port;
  private OpcUaServer server;
  private OpcUaPoints points;
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean refusing;

  public OpcUaPlant(int tags) throws Exception {
    this(tags, null);
  }

  /**
   * @param security null for none
   */
  public OpcUaPlant(int tags, OpcUaPlantSecurity security) throws Exception {
    this.tags = tags;
    this.security = security;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  public void start() throws Exception {
    OpcUaServerConfigBuilder config =
        OpcUaServerConfig.builder()
            .setApplicationUri(OpcUaPlantSecurity.APPLICATION_URI)
            .setProductUri("urn:twinsuite:sandbox")
            .setApplicationName(LocalizedText.english("simulated plant"))
            .setLimits(new Limits())
            .setEndpoints(endpoints());
    if (security == null) {
      config.setCertificateManager(
          new DefaultCertificateManager(new MemoryCertificateQuarantine()));
      config.setIdentityValidator(AnonymousIdentityValidator.INSTANCE);
    } else {
      security.configure(config);
    }
    server =
        new OpcUaServer(
            config.build(),
            profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder().build()));
    points = new OpcUaPoints(server, tags);
    points.startup();
    server.startup().get();
  }

  private Set<EndpointConfig> endpoints() {
    List<EndpointConfig> endpoints = new ArrayList<>();
    EndpointConfig.Builder open =
        EndpointConfig.newBuilder()
            .setBindAddress("localhost")
            .setHostname("localhost")
            .setBindPort(port)
            .setPath("/plant")
            .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
            .setSecurityPolicy(SecurityPolicy.None)
            .setSecurityMode(MessageSecurityMode.None);
    if (security == null) {
      endpoints.add(
          open.copy().addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS).build());
    } else {
      endpoints.add(open.copy().setPath("/plant/discovery").build());
      endpoints.add(
          open.copy()
              .setCertificate(security.certificate())
              .setSecurityPolicy(SecurityPolicy.Basic256Sha256)
              .setSecurityMode(MessageSecurityMode.SignAndEncrypt)
              .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME)
              .build());
    }
    return new LinkedHashSet<>(endpoints);
  }

  /** As some servers do after a restart: sessions are welcome, subscriptions are not yet. */
  private final class Limits implements OpcUaServerConfigLimits {
    @Override
    public UInteger getMaxSubscriptionsPerSession() {
      if (!refusing) {
        return OpcUaServerConfigLimits.super.getMaxSubscriptionsPerSession();
      }
      // it is also asked for once as a property the server shows
      if (StackWalker.getInstance()
          .walk(
              frames ->
                  frames.anyMatch(
                      frame -> frame.getClassName().equals(SubscriptionManager.class.getName())))) {
        refused.incrementAndGet();
      }
      return UInteger.MIN;
    }
  }

  /** Whether subscriptions are refused from now on. */
  public void refuseSubscriptions(boolean refuse) {
    refusing = refuse;
  }

  /** How often a subscription was refused. */
  public int refusedSubscriptions() {
    return refused.get();
  }

  /** Forgets all subscriptions without a word, while their sessions go on. */
  public void dropSubscriptions() {
    List.copyOf(server.getSubscriptions().values())
        .forEach(
            subscription -> {
              subscription.getSubscriptionManager().removeSubscription(subscription.getId());
              subscription.deleteSubscription();
              server.getSubscriptions().remove(subscription.getId());
            });
  }

  public void stop() throws Exception {
    server.shutdown().get();
  }

  @Override
  public void close() throws Exception {
    stop();
  }

  public URI url() {
    return URI.create("opc.tcp://localhost:" + port + "/plant");
  }

  /** Address of a point, whatever index the namespace got. */
  public String address(String tag) {
    return "ns=" + server.getNamespaceTable().getIndex(NAMESPACE) + ";s=" + tag;
  }

  public void set(String tag, Double value, long status, Instant at) {
    DateTime time = new DateTime(at);
    points
        .node(tag)
        .setValue(new DataValue(new Variant(value), new StatusCode(status), time, time));
  }

  /** Makes a point one of another data type, with a good value of now. */
  public void become(String tag, NodeId dataType, Object value) {
    points.node(tag).setDataType(dataType);
    points.node(tag).setValue(new DataValue(new Variant(value)));
  }

  /** The value of a point of whatever type. */
  public Object value(String tag) {
    return points.node(tag).getValue().getValue().getValue();
  }

  public double get(String tag) {
    return ((Number) points.node(tag).getValue().getValue().getValue()).doubleValue();
  }

  /**
   * Raises or clears the alarm of a point; its condition is called {@code TAG-high}.
   *
   * @param severity 1 to 1000
   */
  public void alarm(String tag, boolean active, int severity, String message) throws Exception {
    points.alarms().change(tag, active, severity, message);
  }

  /** Comments of acknowledgements, in their order. */
  public List<String> acknowledgements() {
    return points.alarms().comments();
  }
}
