-- The shapes of the records that the platform topics were last filled with: when a program with other shapes takes over,
-- everything is told again. One row.
create table publication (
  id integer primary key check (id = 1),
  shapes text not null
);
grant select, insert, update on publication to weir_system;

-- A cluster from before there were access records has told none yet; brokers take the first for news only if it counts.
select set_config('weir.everybody', 'on', true);
update cluster set access_generation = 1 where access_generation = 0;
