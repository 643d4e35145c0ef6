// SPDX-License-Identifier: Apache-2.0
// The times that HeidelTime finds in Arabic articles, for bench/peers.py:
//
//   java -cp … Times [arabic.tagger] < articles.jsonl > times.jsonl
//
// A line in is {"id", "text", "published": "2018-07-14"}; a line out is {"id", "times": [{"begin",
// "end", "type", "value"}]}, positions in UTF-16 units, as Java counts. With a model of the Stanford
// tagger HeidelTime reads as it means to read Arabic; without one it cuts words by itself, and rules
// that ask for parts of speech rest. The parts are those of HeidelTimeStandalone, which would make
// a tagger, and a place for annotations, anew for each article; here one of each stands for all.
// The last line on standard error is {"ready", "reading"}: seconds until all stood, and seconds of
// reading the articles.
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import de.unihd.dbs.heideltime.standalone.Config;
import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.components.PartOfSpeechTagger;
import de.unihd.dbs.heideltime.standalone.components.impl.AllLanguagesTokenizerWrapper;
import de.unihd.dbs.heideltime.standalone.components.impl.JCasFactoryImpl;
import de.unihd.dbs.heideltime.standalone.components.impl.StanfordPOSTaggerWrapper;
import de.unihd.dbs.heideltime.standalone.components.impl.UimaContextImpl;
import de.unihd.dbs.uima.annotator.heideltime.HeidelTime;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import de.unihd.dbs.uima.types.heideltime.Dct;
import de.unihd.dbs.uima.types.heideltime.Timex3;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.FSIterator;
import org.apache.uima.jcas.JCas;
import org.apache.uima.jcas.tcas.Annotation;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.XMLInputSource;

public final class Times {
  private static final String TYPES = "desc/type/HeidelTime_TypeSystem.xml";

  private record Time(int begin, int end, String type, String value) {}

  private record Found(String id, List<Time> times) {}

  // What HeidelTime else reads from its config.props; the names are its own.
  private static Properties configuration() {
    Properties all = new Properties();
    for (String kind : List.of("Date", "Duration", "Set", "Time")) {
      all.setProperty("consider" + kind, "true");
      all.setProperty("uimaVar" + kind, kind);
    }
    all.setProperty("considerTemponym", "false");
    for (String name : List.of("Temponym", "Language", "ConvertDurations")) {
      all.setProperty("uimaVar" + name, name);
    }
    all.setProperty("uimaVarTypeToProcess", "Type");
    return all;
  }

  private static PartOfSpeechTagger tagger(String[] arguments) {
    PartOfSpeechTagger tagger = new AllLanguagesTokenizerWrapper();
    Properties settings = new Properties();
    if (arguments.length > 0) {
      tagger = new StanfordPOSTaggerWrapper();
      settings.put(PartOfSpeechTagger.STANFORDPOSTAGGER_ANNOTATE_TOKENS, true);
      settings.put(PartOfSpeechTagger.STANFORDPOSTAGGER_ANNOTATE_SENTENCES, true);
      settings.put(PartOfSpeechTagger.STANFORDPOSTAGGER_ANNOTATE_POS, true);
      settings.put(PartOfSpeechTagger.STANFORDPOSTAGGER_MODEL_PATH, arguments[0]);
      settings.put(PartOfSpeechTagger.STANFORDPOSTAGGER_CONFIG_PATH, "");
    }
    tagger.initialize(settings);
    return tagger;
  }

  private static JCas place() throws Exception {
    URL types = Times.class.getClassLoader().getResource(TYPES);
    TypeSystemDescription system =
        UIMAFramework.getXMLParser().parseTypeSystemDescription(new XMLInputSource(types));
    return new JCasFactoryImpl(new TypeSystemDescription[] {system}).createJCas();
  }

  private static List<Time> timesOf(JCas cas) {
    List<Time> times = new ArrayList<>();
    FSIterator<Annotation> each = cas.getAnnotationIndex(Timex3.type).iterator();
    while (each.hasNext()) {
      Timex3 one = (Timex3) each.next();
      times.add(new Time(one.getBegin(), one.getEnd(), one.getTimexType(), one.getTimexValue()));
    }
    return times;
  }

  private static double seconds(long from) {
    return (System.nanoTime() - from) / 1e9;
  }

  public static void main(String[] arguments) throws Exception {
    long running = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    long begun = System.nanoTime();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    Config.setProps(configuration());
    HeidelTime peer = new HeidelTime();
    peer.initialize(new UimaContextImpl(Language.ARABIC, DocumentType.NEWS, false));
    PartOfSpeechTagger tagger = tagger(arguments);
    JCas cas = place();
    double ready = running / 1e3 + seconds(begun);

    Gson json = new Gson();
    DateTimeFormatter day = DateTimeFormatter.ofPattern("yyyy.MM.dd'T'00:00", Locale.ROOT);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    long reading = System.nanoTime();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonObject article = json.fromJson(line, JsonObject.class);
      cas.reset();
      cas.setDocumentText(article.get("text").getAsString());
      Dct published = new Dct(cas);
      published.setValue(day.format(LocalDate.parse(article.get("published").getAsString())));
      published.addToIndexes();
      tagger.process(cas);
      peer.process(cas);
      out.println(json.toJson(new Found(article.get("id").getAsString(), timesOf(cas))));
    }
    out.flush();
    System.err.printf(
        Locale.ROOT, "{\"ready\": %.3f, \"reading\": %.3f}%n", ready, seconds(reading));
  }
}
