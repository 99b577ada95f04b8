package dev.weir.gateway.http.produce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes concatenated JSON objects, each a record. What can't be read ends the request; what was sent before stays. */
@ApplicationScoped
class ProduceRecords {
    private static final ObjectReader READER = Json.MAPPER.readerFor(ProduceRequest.class);

    private final ProduceConfig config;

    ProduceRecords(ProduceConfig config) {
        this.config = config;
    }

    /** One report for each record, in order; none when the body was empty. */
    List<Report> produce(RecordWriter writer, InputStream body) {
        List<Supplier<Report>> reports = new ArrayList<>();
        try (MappingIterator<ProduceRequest> records = READER.readValues(body)) {
            while (records.hasNextValue()) {
                if (reports.size() == config.maxRecords()) {
                    throw new Problem.TooLarge("A request takes " + config.maxRecords()
                                    + " records; this and the rest were not sent.")
                            .asException();
                }
                reports.add(writer.send(record(records)));
            }
        } catch (ProblemException e) {
            reports.add(() -> new Report.Failed(e.problem()));
        } catch (JsonProcessingException e) {
            reports.add(() -> new Report.Failed(Json.malformed(e)));
        } catch (IOException _) {
            reports.add(() -> new Report.Failed(new Problem.Malformed("The body could not be read to its end.")));
        }
        return reports.stream().map(Supplier::get).toList();
    }

    private static ProduceRequest record(MappingIterator<ProduceRequest> records) throws IOException {
        ProduceRequest record = records.nextValue();
        if (record == null) {
            throw new Problem.Malformed("A record must be a JSON object.").asException();
        }
        return record;
    }
}
