package org.twinsuite.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.pipeline.store.PrivateFiles;
import org.twinsuite.rules.pack.PackSignature;
import org.twinsuite.rules.pack.RulePackException;
import org.twinsuite.rules.signature.PackSignatureException;
import org.twinsuite.rules.signature.SigningKey;
import org.twinsuite.rules.signature.TrustedKeys;
import org.twinsuite.rules.signature.VerificationKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signatures of rule packs. */
@Command(name = "rules", description = "Signs rule packs and verifies their signatures.")
public final class RulesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  private final Supplier<AppConfig> config;

  public RulesCommand(Supplier<AppConfig> config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    throw new ConfigException("say rules keygen, rules sign or rules verify");
  }

  @Command(
      description =
          "Makes a key pair: writes it to a new file that only you can read, and prints the line"
              + " for twinsuite.rules.trusted-keys.")
  int keygen(@Parameters(paramLabel = "KEY_FILE") Path file) throws IOException {
    SigningKey key = PackSignature.keygen();
    try {
      PrivateFiles.create(file, key.pem());
    } catch (FileAlreadyExistsException there) {
      throw new ConfigException(file + " exists already; a key is never overwritten");
    }
    return print(key.verification().text());
  }

  @Command(description = "Signs the rule pack in a folder, if it can be used.")
  int sign(
      @Parameters(paramLabel = "FOLDER") Path folder,
      @Option(names = "--key", required = true, paramLabel = "KEY_FILE") Path file)
      throws IOException {
    try {
      SigningKey key = SigningKey.parse(Files.readString(file));
      return print(
          "signed " + PackSignature.sign(folder, key) + " with key " + key.verification().id());
    } catch (RulePackException | PackSignatureException refused) {
      throw new ConfigException(refused.getMessage());
    }
  }

  @Command(
      description =
          "Verifies the signature of the rule pack in a folder by the keys of"
              + " twinsuite.rules.trusted-keys; exit code 1 if it is not right.")
  int verify(
      @Parameters(paramLabel = "FOLDER") Path folder,
      @Option(
              names = "--key",
              paramLabel = "PUBLIC_KEY",
              description = "A key instead of the configured ones.")
          List<String> keys)
      throws IOException {
    try {
      TrustedKeys trusted =
          keys == null ? config.get().get(RuleOptions.RULES_TRUSTED_KEYS) : TrustedKeys.parse(keys);
      VerificationKey key = PackSignature.verify(folder, trusted);
      return print("signed with key " + key.id());
    } catch (PackSignatureException refused) {
      spec.commandLine().getErr().println("twinsuite: " + refused.getMessage());
      return ExitCodes.FAILED;
    }
  }

  private int print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
    return ExitCodes.DONE;
  }
}
