package peers;

/** What the rules' right-hand sides have noted so far. */
public final class Findings {
  private static final int EXCLUDING = 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12 | 1 << 15;
  private static final int REFERRING = 1 << 13;

  private int fired;
  private long earliest;

  public void begin(long treatment) {
    fired = 0;
    earliest = treatment;
  }

  public void defer(int rule, long until) {
    fired |= 1 << rule;
    earliest = Math.max(earliest, until);
  }

  public void refer(int rule) {
    fired |= 1 << rule;
  }

  public void exclude(int rule) {
    fired |= 1 << rule;
  }

  public String verdict() {
    if ((fired & EXCLUDING) != 0) return "exclude";
    if ((fired & REFERRING) != 0) return "refer";
    return fired != 0 ? "defer" : "clear";
  }

  public String line() {
    String verdict = verdict();
    StringBuilder rules = new StringBuilder();
    for (int rule = 1; rule < 16; ++rule)
      if ((fired >> rule & 1) != 0) rules.append(rules.isEmpty() ? "r" : "+r").append(rule);
    boolean dated = (fired & (EXCLUDING | REFERRING)) == 0;
    return verdict + ' ' + (fired == 0 ? "-" : rules) + ' ' + (dated ? Long.toString(earliest) : "-") + '\n';
  }
}
