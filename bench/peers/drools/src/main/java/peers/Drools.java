package peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.internal.utils.KieHelper;

/**
 * The fifteen rules in Drools, as an executable model. One session serves all patients: their facts are inserted, the
 * rules fire, and the facts are deleted again, which is faster than a session for each.
 */
public final class Drools {
  private final ObjectReader reader = new ObjectMapper().readerFor(Patient.class);
  private final List<byte[]> texts = new ArrayList<>();
  private final List<Facts> inputs = new ArrayList<>();
  private final Findings findings = new Findings();
  private final List<FactHandle> handles = new ArrayList<>();
  private final KieSession session;

  private Drools(Path folder, int limit) throws IOException {
    String rules = new String(Drools.class.getResourceAsStream("rules.drl").readAllBytes(), StandardCharsets.UTF_8);
    KieBase base = new KieHelper().addContent(rules, ResourceType.DRL).build(ExecutableModelProject.class);
    session = base.newKieSession();
    session.setGlobal("findings", findings);
    try (BufferedReader lines = Files.newBufferedReader(folder.resolve("flat.ndjson"))) {
      lines.lines().limit(limit).forEach(line -> texts.add(line.getBytes(StandardCharsets.UTF_8)));
    }
    for (byte[] text : texts) inputs.add(new Facts(reader.readValue(text)));
  }

  private void decide(Facts facts) {
    findings.begin(facts.treatment);
    for (Object fact : facts.all) handles.add(session.insert(fact));
    session.fireAllRules();
    for (FactHandle handle : handles) session.delete(handle);
    handles.clear();
  }

  private void decide(byte[] text) throws IOException {
    decide(new Facts(reader.readValue(text)));
  }

  private String answers(boolean fromText) throws IOException {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < texts.size(); ++i) {
      if (fromText) decide(texts.get(i));
      else decide(inputs.get(i));
      out.append(findings.line());
    }
    return out.toString();
  }

  private long digest(boolean fromText) throws IOException {
    long sum = 0;
    for (int i = 0; i < texts.size(); ++i) {
      if (fromText) decide(texts.get(i));
      else decide(inputs.get(i));
      sum += findings.verdict().length();
    }
    return sum;
  }

  /**
   * Speaks with bench/peers/run, line by line: {@code answer FORM FILE} writes the answers of all patients, {@code time
   * FORM PASSES} takes the process CPU time of as many passes over them.
   */
  public static void main(String[] arguments) throws IOException {
    Drools peer = new Drools(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    OperatingSystemMXBean clock = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    String version = KieBase.class.getPackage().getImplementationVersion();
    System.out.printf("{\"version\":\"%s\",\"forms\":[\"input\",\"text\"],\"earliest\":true}%n", version);
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = commands.readLine()) != null; ) {
      String[] words = line.split(" ");
      boolean fromText = words[1].equals("text");
      switch (words[0]) {
        case "answer" -> {
          Files.writeString(Path.of(words[2]), peer.answers(fromText));
          System.out.println("{}");
        }
        case "time" -> {
          long digest = 0;
          long begin = clock.getProcessCpuTime();
          for (int passes = Integer.parseInt(words[2]); passes > 0; --passes) digest += peer.digest(fromText);
          System.out.printf("{\"ns\":%d,\"digest\":%d}%n", clock.getProcessCpuTime() - begin, digest);
        }
        default -> throw new IllegalArgumentException("unknown command `" + line + "`");
      }
    }
  }
}
