package org.twinsuite.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.rules.signature.PackSignatureException;
import org.twinsuite.rules.signature.SigningKey;
import org.twinsuite.rules.signature.TrustedKeys;
import org.twinsuite.rules.signature.VerificationKey;

class PackSignatureTest {

  private static final SigningKey KEY = PackSignature.keygen();
  private static final SigningKey OTHER = PackSignature.keygen();
  private static final TrustedKeys TRUSTED =
      TrustedKeys.parse(List.of(OTHER.verification().text(), KEY.verification().text()));

  @TempDir Path folder;
  private StandardPackCopy pack;

  @BeforeEach
  void copy() throws IOException {
    pack = StandardPackCopy.in(folder);
  }

  @Test
  void aSignedPackLoadsAndNamesItsSigner() throws IOException {
    // GIVEN
    String hash = PackSignature.sign(folder, KEY);
    // WHEN
    RulePack loaded = RulePack.load(folder, TRUSTED);
    // THEN
    assertThat(loaded.signer()).isEqualTo(KEY.verification().id());
    assertThat(loaded.hash()).isEqualTo(hash);
    assertThat(PackSignature.verify(folder, TRUSTED)).isEqualTo(KEY.verification());
  }

  @Test
  void rulesWithoutSignatureAreRefusedWhereKeysAreTrusted() {
    refused("pack.sig: the pack has rules (.drl), which are code, but no pack.sig; have it");
  }

  @Test
  void withoutTrustedKeysNothingHasToBeSigned() throws IOException {
    assertThat(RulePack.load(folder).signer()).isEmpty();
    // AND a signature that is there is not looked at
    Files.writeString(folder.resolve(PackSignature.FILE), "nonsense");
    assertThatCode(() -> RulePack.load(folder)).doesNotThrowAnyException();
  }

  @Test
  void tablesWithoutRulesNeedNoSignature() throws IOException {
    // GIVEN a folder that has tables only
    deleteRules();
    pack.change("levels.csv", "82,93,78", "83,93,78");
    // THEN
    assertThat(RulePack.load(folder, TRUSTED).signer()).isEmpty();
  }

  @Test
  void removingTheRulesOfASignedPackIsFound() throws IOException {
    PackSignature.sign(folder, KEY);
    deleteRules();
    refused("data.drl was removed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.drl", "levels.csv"})
  void aChangedFileIsNamed(String file) throws IOException {
    PackSignature.sign(folder, KEY);
    Files.writeString(folder.resolve(file), Files.readString(folder.resolve(file)) + "\n");
    refused("the files are not those that were signed (" + file + " was changed); undo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"extra.drl", "extra.csv", "extra.xlsx"})
  void anAddedFileIsNamed(String file) throws IOException {
    PackSignature.sign(folder, KEY);
    Files.writeString(folder.resolve(file), "");
    refused(file + " was added");
  }

  @Test
  void aRemovedFileIsNamed() throws IOException {
    PackSignature.sign(folder, KEY);
    pack.delete("responses.csv");
    refused("responses.csv was removed");
  }

  @Test
  void twoFilesThatSwapTheirNamesAreNamed() throws IOException {
    PackSignature.sign(folder, KEY);
    byte[] one = Files.readAllBytes(folder.resolve("silence.csv"));
    byte[] two = Files.readAllBytes(folder.resolve("stale.csv"));
    Files.write(folder.resolve("silence.csv"), two);
    Files.write(folder.resolve("stale.csv"), one);
    refused("silence.csv was changed, stale.csv was changed");
  }

  @Test
  void aKeyThatIsNotTrustedIsNamed() throws IOException {
    SigningKey stranger = PackSignature.keygen();
    PackSignature.sign(folder, stranger);
    refused(
        "signed by key "
            + stranger.verification().id()
            + ", which is not trusted; trusted are "
            + OTHER.verification().id()
            + ", "
            + KEY.verification().id());
  }

  @Test
  void aStrangerWhoClaimsATrustedKeyIsRefused() throws IOException {
    // GIVEN a pack signed by a stranger that names the trusted key
    SigningKey stranger = PackSignature.keygen();
    PackSignature.sign(folder, stranger);
    Path file = folder.resolve(PackSignature.FILE);
    Files.writeString(
        file,
        Files.readString(file).replace(stranger.verification().id(), KEY.verification().id()));
    // THEN
    refused("the signature of key " + KEY.verification().id() + " does not match");
  }

  @Test
  void aListThatWasEditedToFitAChangedFileIsRefused() throws IOException {
    // GIVEN the signature of one pack and the list of another
    PackSignature.sign(folder, KEY);
    String before = Files.readString(folder.resolve(PackSignature.FILE));
    pack.change("levels.csv", "82,93,78", "83,93,78");
    PackSignature.sign(folder, KEY);
    String after = Files.readString(folder.resolve(PackSignature.FILE));
    int at = after.indexOf("\nsignature ");
    Files.writeString(
        folder.resolve(PackSignature.FILE),
        after.substring(0, at) + before.substring(before.indexOf("\nsignature ")));
    // THEN
    refused("does not match the signature file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "twinsuite-rule-pack-signature 1\n",
        "twinsuite-rule-pack-signature 1\nsignature ???\n",
        "twinsuite-rule-pack-signature 1\nkey x\nsignature \n",
        "twinsuite-rule-pack-signature 2\nkey x\nsignature AAAA\n",
        "twinsuite-rule-pack-signature 1\nfile \nsignature AAAA\n"
      })
  void aSignatureFileThatIsNoneIsRefused(String text) throws IOException {
    Files.writeString(folder.resolve(PackSignature.FILE), text);
    assertThatThrownBy(() -> RulePack.load(folder, TRUSTED))
        .isInstanceOf(RulePackException.class)
        .hasMessageStartingWith("pack.sig: ");
  }

  @Test
  void aPackThatCannotRunIsNotSigned() {
    pack.change("levels.csv", "82,93,78", "82x,93,78");
    assertThatThrownBy(() -> PackSignature.sign(folder, KEY))
        .isInstanceOf(RulePackException.class)
        .hasMessageContaining("levels.csv, G4");
    assertThat(folder.resolve(PackSignature.FILE)).doesNotExist();
  }

  @Test
  void aWatchedFolderTakesAPackOnlyOnceItIsSigned() throws IOException {
    // GIVEN a folder whose pack is not signed
    PackFolder watched = new PackFolder(folder, TRUSTED);
    assertThat(watched.scan()).isInstanceOf(PackFolder.Refused.class);
    assertThat(watched.scan()).isInstanceOf(PackFolder.Unchanged.class);
    // WHEN only the signature is added
    PackSignature.sign(folder, KEY);
    // THEN
    assertThat(watched.scan()).isInstanceOf(PackFolder.Changed.class);
    // AND a change after it is refused
    pack.change("levels.csv", "82,93,78", "83,93,78");
    assertThat(watched.scan()).isInstanceOf(PackFolder.Refused.class);
  }

  @Test
  void aKeyPairSurvivesItsText() {
    SigningKey read = SigningKey.parse(KEY.pem());
    assertThat(read.verification()).isEqualTo(KEY.verification());
    assertThat(VerificationKey.parse(KEY.verification().text())).isEqualTo(KEY.verification());
    assertThat(KEY.toString()).doesNotContain(KEY.pem().substring(30, 60));
  }

  @Test
  void textsThatAreNoKeysAreRefusedWithTheFix() {
    assertThatThrownBy(() -> VerificationKey.parse("abc"))
        .isInstanceOf(PackSignatureException.class)
        .hasMessageContaining("not a valid Ed25519 public key; use the line that keygen printed");
    assertThatThrownBy(() -> TrustedKeys.parse(List.of(KEY.verification().text(), "abc")))
        .isInstanceOf(PackSignatureException.class)
        .hasMessageStartingWith("key 2: not a valid");
    String privateOnly = KEY.pem().substring(0, KEY.pem().indexOf("-----BEGIN PUBLIC"));
    assertThatThrownBy(() -> SigningKey.parse(privateOnly))
        .isInstanceOf(PackSignatureException.class)
        .hasMessageContaining("append it: openssl pkey");
    String mixed = privateOnly + OTHER.pem().substring(privateOnly.length());
    assertThatThrownBy(() -> SigningKey.parse(mixed))
        .isInstanceOf(PackSignatureException.class)
        .hasMessageContaining("do not belong together");
  }

  /** RFC 8410, section 10.1: the public key of the example, and its PEM by OpenSSL. */
  @Test
  void theKeyOfTheStandardIsRead() {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
            + "-----END PUBLIC KEY-----\n";
    VerificationKey key = VerificationKey.parse(pem);
    assertThat(key.text())
        .isEqualTo("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=");
  }

  @Test
  void theHashIsTheWholeSha256() throws IOException {
    RulePack loaded = RulePack.load(folder);
    assertThat(loaded.hash()).matches("[0-9a-f]{64}");
    assertThat(loaded.hash()).startsWith(loaded.shortHash());
    assertThat(loaded.toString()).endsWith("@" + loaded.shortHash());
  }

  private void refused(String why) {
    assertThatThrownBy(() -> RulePack.load(folder, TRUSTED))
        .isInstanceOf(RulePackException.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> PackSignature.verify(folder, TRUSTED))
        .isInstanceOf(PackSignatureException.class);
  }

  private void deleteRules() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".drl")).toList()) {
        Files.delete(file);
      }
    }
  }
}
