package org.twinsuite.sandbox.scada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagMapFile;
import org.twinsuite.connectors.scada.TagsResolver;

/** A server that wants signed and encrypted messages, a trusted certificate and a user. */
class OpcUaSecurityTest {

  private static final String SECURED =
      "security: signAndEncrypt, pki: \"%s\", pkiPassword: \"p12\", user: twin, password: \"${opc.test.password}\"";

  @TempDir Path pki;
  private static OpcUaPlantSecurity security;
  private static OpcUaPlant plant;

  @BeforeAll
  static void start() throws Exception {
    security = new OpcUaPlantSecurity("twin", "secret");
    plant = new OpcUaPlant(3, security);
    plant.start();
  }

  @AfterAll
  static void stop() throws Exception {
    plant.close();
  }

  @BeforeEach
  void password() {
    System.setProperty("opc.test.password", "secret");
  }

  @AfterEach
  void forgetPassword() {
    System.clearProperty("opc.test.password");
  }

  private TagConnection open(String options) {
    String text =
        """
        sources:
          line1: { url: "%s", timeout: PT30S, %s }
        tags:
          - { source: line1, tag: "%s", thing: org.plant:P-101, feature: speed }
        """
            .formatted(plant.url(), options, plant.address("tag1"));
    TagMap map = TagMapFile.parse(new StringReader(text), "tags.yaml");
    return new TagsResolver().open(map, "line1", InstantSource.system());
  }

  private String secured() {
    return SECURED.formatted(pki);
  }

  @Test
  void eachObstacleNamesItsFixAndThenTagsAreRead() throws Exception {
    // no security
    assertThatThrownBy(() -> open("user: twin, password: x"))
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("does not offer None")
        .hasMessageContaining("SignAndEncrypt Basic256Sha256")
        .hasMessageContaining("set sources.line1.security");
    // we are not trusted: a person gives our certificate to the server
    assertThatThrownBy(() -> open(secured()))
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("the server refuses our certificate: let it trust")
        .hasMessageContaining("own.der");
    security.trust(own());
    // the server is not trusted: a person moves its certificate
    assertThatThrownBy(() -> open(secured()))
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("the server's certificate is not trusted")
        .hasMessageContaining(pki.resolve("trusted").resolve("certs").toString());
    Path rejected = rejected().get(0);
    Files.move(rejected, pki.resolve("trusted/certs").resolve(rejected.getFileName()));
    // wrong password, which no message tells
    System.setProperty("opc.test.password", "wr0ng");
    assertThatThrownBy(() -> open(secured()))
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("check sources.line1.user and sources.line1.password")
        .hasMessageNotContaining("wr0ng");
    // WHEN all is well
    System.setProperty("opc.test.password", "secret");
    try (TagConnection tags = open(secured())) {
      // THEN
      assertThat(tags.read(List.of(tagOf(tags))).get(0).value()).isEqualTo(1.0);
    }
  }

  private Tag tagOf(TagConnection tags) {
    return new Tag(
        tags.source(),
        plant.address("tag1"),
        "org.plant:P-101",
        "speed",
        null,
        0,
        1,
        0,
        0,
        null,
        Map.of(),
        4);
  }

  @Test
  void aMissingVariableAndAMissingPkiPasswordAreNamed() {
    System.clearProperty("opc.test.password");
    assertThatThrownBy(() -> open(secured()))
        .hasMessageContaining("line 2: ${opc.test.password} is neither an environment variable");
    assertThatThrownBy(() -> open("security: signAndEncrypt, pki: \"%s\"".formatted(pki)))
        .hasMessageContaining("pkiPassword is missing");
    assertThatThrownBy(() -> open("security: high"))
        .hasMessageContaining("line 2: sources.line1.security is 'high': give none, sign");
  }

  private List<Path> rejected() throws Exception {
    try (Stream<Path> files = Files.list(pki.resolve("rejected"))) {
      return files.toList();
    }
  }

  private X509Certificate own() throws Exception {
    try (InputStream in = Files.newInputStream(pki.resolve("own.der"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
