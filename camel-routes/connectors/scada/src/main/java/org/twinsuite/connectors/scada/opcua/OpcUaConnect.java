package org.twinsuite.connectors.scada.opcua;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultClientCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.FileBasedCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.FileBasedTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.TagMap;

/** Makes a client with the security a source asks for; failures say what to change and where. */
final class OpcUaConnect {

  private final TagMap.Source source;
  private final MessageSecurityMode mode;
  private final SecurityPolicy policy;
  private final Path pki;
  private List<String> offered = List.of();

  /** The status alone does not say which side refused the other's certificate. */
  private volatile UaException refusedByUs;

  OpcUaConnect(TagMap.Source source) {
    this.source = source;
    this.mode = source.settings().get(OpcUaOptions.SECURITY);
    this.policy =
        mode == MessageSecurityMode.None
            ? SecurityPolicy.None
            : source.settings().get(OpcUaOptions.POLICY);
    this.pki = Path.of(source.settings().get(OpcUaOptions.PKI));
  }

  /** Not connected yet. */
  OpcUaClient client() {
    try {
      return OpcUaClient.create(
          source.url().toString(), this::choose, transport -> {}, this::configure);
    } catch (UaException e) {
      throw failure(e);
    }
  }

  private Optional<EndpointDescription> choose(List<EndpointDescription> endpoints) {
    offered =
        endpoints.stream()
            .map(e -> e.getSecurityMode() + " " + shortName(e.getSecurityPolicyUri()))
            .distinct()
            .toList();
    return endpoints.stream()
        .filter(e -> e.getSecurityMode() == mode)
        .filter(e -> policy.getUri().equals(e.getSecurityPolicyUri()))
        .findFirst()
        // a server may announce a name that only it can resolve
        .map(e -> EndpointUtil.updateUrl(e, source.url().getHost(), source.url().getPort()));
  }

  private static String shortName(String policyUri) {
    return policyUri.substring(policyUri.indexOf('#') + 1);
  }

  private void configure(OpcUaClientConfigBuilder config) {
    config.setApplicationName(LocalizedText.english("twinsuite"));
    config.setRequestTimeout(
        UInteger.valueOf(source.settings().get(OpcUaOptions.TIMEOUT).toMillis()));
    String user = source.settings().get(OpcUaOptions.USER);
    CertificateValidator validator = null;
    if (mode != MessageSecurityMode.None) {
      OpcUaIdentity own = OpcUaIdentity.in(pki, source.settings().get(OpcUaOptions.PKI_PASSWORD));
      validator = validator();
      config.setKeyPair(own.keys());
      config.setCertificate(own.chain()[0]);
      config.setCertificateChain(own.chain());
      config.setApplicationUri(own.applicationUri());
      config.setCertificateValidator(validator);
    } else {
      config.setApplicationUri("urn:twinsuite");
    }
    if (user == null) {
      config.setIdentityProvider(AnonymousProvider.INSTANCE);
    } else {
      String password = source.settings().get(OpcUaOptions.PASSWORD);
      String known = password == null ? "" : password;
      config.setIdentityProvider(
          validator == null
              ? new UsernameProvider(user, known)
              : new UsernameProvider(user, known, validator));
    }
  }

  private CertificateValidator validator() {
    try {
      CertificateValidator trustList =
          new DefaultClientCertificateValidator(
              FileBasedTrustListManager.createAndInitialize(pki),
              FileBasedCertificateQuarantine.create(pki.resolve("rejected")));
      return (chain, applicationUri, hostNames) -> {
        try {
          trustList.validateCertificateChain(chain, applicationUri, hostNames);
        } catch (UaException e) {
          refusedByUs = e;
          throw e;
        }
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("trust list in " + pki + ": " + e.getMessage(), e);
    }
  }

  /** What went wrong and what a person can do about it. */
  ConnectorFailure failure(Exception e) {
    Throwable root = e;
    long code = 0;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      root = cause instanceof ExecutionException ? root : cause;
      if (cause instanceof UaException ua && ua.getStatusCode().getValue() != 0) {
        code = ua.getStatusCode().getValue();
      }
    }
    String fix = fix(code);
    if (fix != null) {
      return new RejectedByTarget(
          source.name(), 0, name(code), null, fix + " (" + name(code) + ")");
    }
    return new RetryableFailure(source.name(), 0, String.valueOf(root.getMessage()), null, e);
  }

  private static String name(long code) {
    return StatusCodes.lookup(code).map(names -> names[0]).orElse("0x" + Long.toHexString(code));
  }

  private String fix(long code) {
    String prefix = "sources." + source.name() + ".";
    if (code == StatusCodes.Bad_ConfigurationError && !offered.isEmpty()) {
      return "the server does not offer %s %s but %s: set %ssecurity and %spolicy"
          .formatted(mode, policy, offered, prefix, prefix);
    }
    if (code == StatusCodes.Bad_CertificateUriInvalid
        || code == StatusCodes.Bad_CertificateHostNameInvalid
        || code == StatusCodes.Bad_CertificateTimeInvalid) {
      return "the server's certificate is not valid for " + source.url() + ": have it renewed";
    }
    if (refusedByUs != null) {
      return "the server's certificate is not trusted: compare its thumbprint with the server, then"
          + " move it from %s to %s"
              .formatted(pki.resolve("rejected"), pki.resolve("trusted").resolve("certs"));
    }
    if (code == StatusCodes.Bad_SecurityChecksFailed) {
      return "the server refuses our certificate: let it trust " + pki.resolve("own.der");
    }
    if (code == StatusCodes.Bad_IdentityTokenRejected || code == StatusCodes.Bad_UserAccessDenied) {
      return "the server refuses the user: check " + prefix + "user and " + prefix + "password";
    }
    if (code == StatusCodes.Bad_IdentityTokenInvalid) {
      return "the server wants another kind of log-in: set or remove " + prefix + "user";
    }
    return null;
  }
}
