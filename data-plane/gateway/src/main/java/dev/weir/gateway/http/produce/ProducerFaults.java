package dev.weir.gateway.http.produce;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Tells failures of a record from failures of the producer, after which it refuses everything. */
final class ProducerFaults {
    private ProducerFaults() {}

    static boolean areLasting(Throwable failure) {
        return failure instanceof ClusterAuthorizationException
                || failure instanceof ProducerFencedException
                || failure instanceof InvalidProducerEpochException
                || failure instanceof InvalidPidMappingException
                || failure instanceof UnknownProducerIdException
                || failure instanceof OutOfOrderSequenceException
                || failure instanceof UnsupportedVersionException
                || failure instanceof IllegalStateException
                || failure.getClass() == KafkaException.class;
    }
}
