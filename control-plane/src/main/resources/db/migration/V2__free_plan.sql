-- What everybody has who signs up: the rates of a hosted Basic and Standard cluster, with disks of a laptop's size.
insert into plan (name, limits) values ('free', '{
  "organization": {"environments": 25, "clusters": 10, "serviceAccounts": 100, "cloudApiKeys": 50},
  "clusters": {
    "BASIC": {
      "ingressBytesPerSecond": 250000000, "egressBytesPerSecond": 750000000,
      "connections": 1000, "connectionsPerSecond": 80, "requestsPerSecond": 15000,
      "partitions": 1500, "messageBytes": 2097152, "storageBytes": 10737418240, "apiKeys": 50
    },
    "STANDARD": {
      "ingressBytesPerSecond": 250000000, "egressBytesPerSecond": 750000000,
      "connections": 10000, "connectionsPerSecond": 500, "requestsPerSecond": 15000,
      "partitions": 2500, "messageBytes": 8388608, "storageBytes": 107374182400, "apiKeys": 100
    }
  }
}');
