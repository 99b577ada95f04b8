package dev.weir.controlplane.http;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses a body of unknown length as soon as it is too long, before Quarkus' own, wider limit ends it without a word. */
@Provider
class BoundedBody implements ReaderInterceptor {
    private final BodyLimit limit;

    BoundedBody(BodyLimit limit) {
        this.limit = limit;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Counted(context.getInputStream(), limit.mostBytes()));
        return context.proceed();
    }

    private static final class Counted extends FilterInputStream {
        private long left;

        Counted(InputStream body, long mostBytes) {
            super(body);
            this.left = mostBytes;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            return octet < 0 ? octet : count(1, octet);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int octets = super.read(into, offset, length);
            return octets < 0 ? octets : count(octets, octets);
        }

        private int count(int octets, int answer) throws BodyTooLarge {
            left -= octets;
            if (left < 0) {
                throw new BodyTooLarge();
            }
            return answer;
        }

        /** What is left of a body that is too long is not read: closing would. */
        @Override
        public void close() throws IOException {
            if (left >= 0) {
                super.close();
            }
        }
    }
}
